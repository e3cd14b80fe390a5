"""Files in any format and encoding -> a sorted stream of `Article` or `Failure`; duplicates."""
