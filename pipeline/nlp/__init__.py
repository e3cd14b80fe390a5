"""The only package that knows spaCy: model registry, components, `Article -> rows`."""
