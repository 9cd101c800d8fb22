"""How well the consequences of clicking a control are told, on controls labelled by hand."""
