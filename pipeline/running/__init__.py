"""The order of stages, checkpoints, pools, manifest, progress."""
