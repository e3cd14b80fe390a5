"""The recipe of the embedded models; never imported by the installed package."""
