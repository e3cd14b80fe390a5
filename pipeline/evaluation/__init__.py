"""Predictions against gold: strict and partial precision, recall and F1."""

from pipeline.evaluation.scores import Scores, evaluate

__all__ = ["Scores", "evaluate"]
