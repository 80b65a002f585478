package dev.plumbline.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One object that cannot be read would stop the informer, so reading is total. */
class ApiTypesTest {

    private final ObjectMapper json = new ObjectMapper();

    static Set<Class<?>> types() {
        Set<Class<?>> found = new LinkedHashSet<>();
        for (Class<?> root : List.of(
                MlPlatformSpec.class, MlPlatformStatus.class, ModelRolloutSpec.class, ModelRolloutStatus.class)) {
            collect(root, found);
        }
        assertThat(found).hasSizeGreaterThan(60);
        return found;
    }

    static Stream<Class<?>> records() {
        return types().stream().filter(Class::isRecord);
    }

    static Stream<Class<?>> choices() {
        return types().stream().filter(Class::isEnum);
    }

    @ParameterizedTest
    @MethodSource("records")
    void unknownFieldsAreIgnored(Class<?> type) throws Exception {
        assertThat(type.getAnnotation(JsonIgnoreProperties.class).ignoreUnknown())
                .isTrue();
        assertThat(json.readValue("{\"fieldOfTomorrow\": {\"a\": [1]}}", type)).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("records")
    void absentFieldsAreNullAndNotWritten(Class<?> type) throws Exception {
        assertThat(json.writeValueAsString(json.readValue("{}", type))).isEqualTo("{}");
    }

    @ParameterizedTest
    @MethodSource("records")
    void everyFieldIsDescribed(Class<?> type) throws Exception {
        for (RecordComponent component : type.getRecordComponents()) {
            var field = type.getDeclaredField(component.getName());
            assertThat(field.getAnnotation(JsonPropertyDescription.class))
                    .as(component.toString())
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @MethodSource("choices")
    void unknownChoiceIsReadAsAbsent(Class<?> type) throws Exception {
        assertThat(json.readValue("\"ChoiceOfTomorrow\"", type)).isNull();
    }

    @ParameterizedTest
    @MethodSource("choices")
    void choiceIsSpeltAsInManifests(Class<?> type) throws Exception {
        for (Object constant : type.getEnumConstants()) {
            String text = ((Named) constant).text();
            String property = type.getField(((Enum<?>) constant).name())
                    .getAnnotation(JsonProperty.class)
                    .value();
            assertThat(text).isEqualTo(property);
            assertThat(json.readValue("\"" + text + "\"", type)).isEqualTo(constant);
            assertThat(json.writeValueAsString(constant)).isEqualTo("\"" + text + "\"");
        }
    }

    @Test
    void quantitiesAreReadFromTextAndNumber() {
        var platform = new KubernetesSerialization().unmarshal("""
                        apiVersion: plumbline.dev/v1alpha1
                        kind: MlPlatform
                        metadata: {name: fraud}
                        spec:
                          profile: ProfileOfTomorrow
                          h2o: {resources: {cpu: 4, memory: 10Gi}}
                        status: {phase: PhaseOfTomorrow}
                        """, MlPlatform.class);
        assertThat(platform.getSpec().h2o().resources()).isEqualTo(new ResourcesSpec("4", "10Gi"));
        assertThat(platform.getSpec().profile()).isNull();
        assertThat(platform.getStatus().phase()).isNull();
    }

    private static void collect(Type type, Set<Class<?>> found) {
        if (type instanceof ParameterizedType generic) {
            for (Type argument : generic.getActualTypeArguments()) {
                collect(argument, found);
            }
        } else if (type instanceof Class<?> plain && plain.getPackage().equals(MlPlatform.class.getPackage())) {
            found.add(plain);
            if (plain.isRecord()) {
                for (RecordComponent component : plain.getRecordComponents()) {
                    collect(component.getGenericType(), found);
                }
            }
        }
    }
}
