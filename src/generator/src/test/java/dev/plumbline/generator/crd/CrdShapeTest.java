package dev.plumbline.generator.crd;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every field of both kinds must have, whoever adds it. */
class CrdShapeTest {

    static Stream<CustomResourceDefinition> crds() {
        return Stream.of(Crds.platform(), Crds.rollout());
    }

    @ParameterizedTest
    @MethodSource("crds")
    void everyFieldIsDescribed(CustomResourceDefinition crd) {
        fields(crd).forEach((path, field) -> {
            if (!path.startsWith("metadata")) {
                assertThat(field.getDescription()).as(path).isNotBlank();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("crds")
    void everyTextListAndMapIsBounded(CustomResourceDefinition crd) {
        fields(crd).forEach((path, field) -> {
            boolean typeMeta = path.equals("apiVersion") || path.equals("kind");
            if ("string".equals(field.getType()) && !typeMeta) {
                assertThat(field.getMaxLength()).as(path).isNotNull();
            }
            if (field.getItems() != null) {
                assertThat(field.getMaxItems()).as(path).isNotNull();
                JSONSchemaProps item = field.getItems().getSchema();
                assertThat("string".equals(item.getType()) && item.getMaxLength() == null)
                        .as(path + "[] is text without a bound")
                        .isFalse();
            }
            if (field.getAdditionalProperties() != null) {
                assertThat(field.getMaxProperties()).as(path).isNotNull();
                assertThat(field.getAdditionalProperties().getSchema().getMaxLength())
                        .as(path + " values")
                        .isNotNull();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("crds")
    void everyNumberSaysItsWidth(CustomResourceDefinition crd) {
        fields(crd).forEach((path, field) -> {
            if ("integer".equals(field.getType())) {
                assertThat(field.getFormat()).as(path).isIn("int32", "int64");
            }
            if ("int32".equals(field.getFormat())) {
                assertThat(field.getMinimum()).as(path).isGreaterThanOrEqualTo(Integer.MIN_VALUE);
                assertThat(field.getMaximum()).as(path).isLessThanOrEqualTo(Integer.MAX_VALUE);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("crds")
    void conditionsAreAMapByType(CustomResourceDefinition crd) {
        JSONSchemaProps conditions = fields(crd).get("status.conditions");
        assertThat(conditions.getXKubernetesListType()).isEqualTo("map");
        assertThat(conditions.getXKubernetesListMapKeys()).containsExactly("type");
        JSONSchemaProps condition = conditions.getItems().getSchema();
        assertThat(condition.getRequired()).contains("type", "status", "reason");
        assertThat(condition.getProperties().get("lastTransitionTime").getFormat())
                .isEqualTo("date-time");
    }

    /** Otherwise two appliers of one list could not own single entries of it. */
    @ParameterizedTest
    @MethodSource("crds")
    void keysOfMapListsAreRequired(CustomResourceDefinition crd) {
        fields(crd).forEach((path, field) -> {
            if ("map".equals(field.getXKubernetesListType())) {
                assertThat(field.getItems().getSchema().getRequired())
                        .as(path)
                        .containsAll(field.getXKubernetesListMapKeys());
            }
        });
    }

    /** An object named in another namespace is the way in which operators leak their rights. */
    @ParameterizedTest
    @MethodSource("crds")
    void noReferenceCarriesANamespace(CustomResourceDefinition crd) {
        assertThat(fields(crd).keySet()).noneMatch(path -> path.matches(".*(Ref|Reference)\\.namespace"));
    }

    /** A text that can name nothing would end in a path of the API, or fail every round of the operator. */
    @ParameterizedTest
    @MethodSource("crds")
    void everyReferenceIsHeldToWhatCanBeAName(CustomResourceDefinition crd) {
        Map<String, JSONSchemaProps> references = new TreeMap<>(fields(crd));
        references.keySet().removeIf(path -> !path.startsWith("spec.") || !path.matches(".*Ref\\.(name|key)"));
        assertThat(references).hasSizeGreaterThan(3);
        references.forEach((path, field) -> {
            assertThat(field.getMaxLength()).as(path).isEqualTo(253);
            Pattern pattern = Pattern.compile(field.getPattern());
            assertThat(List.of("a", "db-1.x")).as(path).allMatch(name -> pattern.matcher(name)
                    .find());
            assertThat(List.of("", ".", "..", "..a", "../a", "a b", "a/b", "a?b=1", "a%2fb", "a\\b"))
                    .as(path)
                    .noneMatch(name -> pattern.matcher(name).find());
            if (path.endsWith(".name")) {
                assertThat(List.of("Bad_Name", "a_b", "-a", "a-", "a.", "a..b"))
                        .as(path)
                        .noneMatch(name -> pattern.matcher(name).find());
            }
        });
    }

    @ParameterizedTest
    @MethodSource("crds")
    void aVariableHasOneSource(CustomResourceDefinition crd) {
        fields(crd).forEach((path, field) -> {
            if (path.endsWith(".env")) {
                JSONSchemaProps variable = field.getItems().getSchema();
                assertThat(variable.getOneOf())
                        .as(path)
                        .extracting(JSONSchemaProps::getRequired)
                        .containsExactly(List.of("value"), List.of("valueFrom"));
                assertThat(variable.getProperties().get("valueFrom").getRequired())
                        .as(path)
                        .containsExactlyElementsOf(variable.getProperties()
                                .get("valueFrom")
                                .getProperties()
                                .keySet());
            }
        });
    }

    @ParameterizedTest
    @MethodSource("crds")
    void columnsReadFromReadyToAge(CustomResourceDefinition crd) {
        List<CustomResourceColumnDefinition> columns = version(crd).getAdditionalPrinterColumns();
        assertThat(columns)
                .extracting(CustomResourceColumnDefinition::getName)
                .startsWith("Ready", "Available", "Phase")
                .endsWith("Age");
        assertThat(columns.stream().filter(column -> column.getPriority() == null))
                .as("columns shown without -o wide")
                .hasSize(5);
    }

    @ParameterizedTest
    @MethodSource("crds")
    void statusIsASubresource(CustomResourceDefinition crd) {
        assertThat(version(crd).getSubresources().getStatus()).isNotNull();
    }

    private static CustomResourceDefinitionVersion version(CustomResourceDefinition crd) {
        return crd.getSpec().getVersions().getFirst();
    }

    /** All fields by path, lists with {@code []}. */
    private static Map<String, JSONSchemaProps> fields(CustomResourceDefinition crd) {
        Map<String, JSONSchemaProps> all = new TreeMap<>();
        collect("", version(crd).getSchema().getOpenAPIV3Schema(), all);
        assertThat(all).hasSizeGreaterThan(100);
        return all;
    }

    private static void collect(String path, JSONSchemaProps schema, Map<String, JSONSchemaProps> all) {
        schema.getProperties().forEach((name, field) -> {
            String at = path.isEmpty() ? name : path + "." + name;
            all.put(at, field);
            collect(at, field, all);
            if (field.getItems() != null) {
                collect(at + "[]", field.getItems().getSchema(), all);
            }
        });
    }
}
