import hex.genmodel.MojoModel;
import java.io.File;
import org.jpmml.h2o.Converter;
import org.jpmml.h2o.ConverterFactory;
import org.jpmml.model.metro.MetroJAXBUtil;

/** Converts a MOJO of H2O-3 to PMML: MODEL.zip OUTPUT.pmml. Run from its source. */
class ToPmml {

    public static void main(String[] args) throws Exception {
        MojoModel model = MojoModel.load(args[0]);
        Converter<?> converter = ConverterFactory.newConverterFactory().newConverter(model);
        try (var out = new java.io.FileOutputStream(new File(args[1]))) {
            MetroJAXBUtil.marshalPMML(converter.encodePMML(), out);
        }
    }
}
