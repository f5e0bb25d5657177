"""The pretrained sentence encoder: how its weights were taken and turned into an int8 ONNX file."""
