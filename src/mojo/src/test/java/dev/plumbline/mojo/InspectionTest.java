package dev.plumbline.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InspectionTest {

    @ParameterizedTest
    @MethodSource("dev.plumbline.mojo.Fixtures#names")
    void sees_the_columns_that_h2o_genmodel_sees(String name) throws IOException {
        LoadedModel model = Fixtures.load(name);
        List<InputColumn> loaded = model.inputs().stream()
                .filter(column -> column.type() != InputColumn.Type.OFFSET)
                .toList();

        Inspection found = inspect(Fixtures.zip(name));

        assertThat(found.inputs()).containsExactlyElementsOf(loaded);
        assertThat(found.header()).isEqualTo(model.header());
        assertThat(found.shape().operations()).isPositive();
        assertThat(found.estimatedHeapBytes()).isGreaterThan(model.estimatedBytes() / 10 * 9);
    }

    @Test
    void counts_trees_nodes_and_depth() throws IOException {
        Inspection gbm = inspect(Fixtures.zip("gbm-binomial-v1"));
        assertThat(gbm.shape().trees()).isEqualTo(gbm.header().trees());
        assertThat(gbm.shape().nodes()).isGreaterThan(gbm.shape().trees() * 3L);
        assertThat(gbm.shape().maxDepth()).isBetween(2, 10);
        Inspection ensemble = inspect(Fixtures.zip("stackedensemble-binomial"));
        assertThat(ensemble.shape().models()).isEqualTo(4);
        assertThat(ensemble.shape().coefficients()).isEqualTo(3);
        Inspection linear = inspect(Fixtures.zip("glm-binomial"));
        assertThat(linear.shape().trees()).isZero();
        assertThat(linear.shape().coefficients()).isEqualTo(18);
    }

    @Test
    void no_object_is_read_once_the_door_is_closed() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new ArrayList<>(List.of("a")));
        }
        Deserialization.close();
        Deserialization.close();
        assertThatThrownBy(() -> new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject())
                .isInstanceOf(InvalidClassException.class);
    }

    private static Inspection inspect(Path file) throws IOException {
        ArtifactFile artifact = ArtifactFile.ofOwnDigest(file);
        return switch (Fixtures.GATE.inspect(artifact)) {
            case Outcome.Passed<Inspection>(Inspection inspection) -> inspection;
            case Outcome.Refused<Inspection>(Refusal refusal) -> throw new AssertionError(refusal);
        };
    }
}
