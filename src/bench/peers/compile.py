"""Compiles the trees of an xgboost model to a shared library: MODEL.json OUTPUT.so; prints the number of columns."""
import sys

import tl2cgen
import treelite

model = treelite.frontend.load_xgboost_model(sys.argv[1])
tl2cgen.export_lib(model, toolchain="gcc", libpath=sys.argv[2], params={"parallel_comp": 8}, verbose=False)
print(model.num_feature)
