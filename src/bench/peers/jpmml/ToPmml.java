import hex.genmodel.MojoModel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jpmml.h2o.ConverterFactory;
import org.jpmml.model.metro.MetroJAXBSerializer;

/** Converts a MOJO of H2O-3 to PMML: MODEL.zip OUTPUT.pmml. Run from its source. */
class ToPmml {

    public static void main(String[] args) throws Exception {
        var converter = ConverterFactory.newConverterFactory().newConverter(MojoModel.load(args[0]));
        try (var out = Files.newOutputStream(Path.of(args[1]))) {
            new MetroJAXBSerializer().serializePretty(converter.encodePMML(), out);
        }
    }
}
