"""Training of the name model: `python -m training.names` writes `redaction/names/model.npz`.

`corpora` reads the shared data, `generate` fills the templates, `train` fits the CRF and writes the weights.
"""
