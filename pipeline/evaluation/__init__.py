"""Predictions against gold: strict and partial precision, recall and F1."""
