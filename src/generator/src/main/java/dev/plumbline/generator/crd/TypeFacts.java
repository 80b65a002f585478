package dev.plumbline.generator.crd;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.plumbline.api.DateTime;
import dev.plumbline.api.MapList;
import dev.plumbline.api.OneOf;
import dev.plumbline.api.QuantityText;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsBuilder;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.stream.Stream;

/** Adds to a schema what the record says and the generator does not carry over. */
final class TypeFacts {

    /** Bounds a text of a choice, so that rules over it have a bounded cost. */
    private static final long LONGEST_CHOICE = 32;

    private TypeFacts() {}

    /** Walks the record and its schema side by side. */
    static void add(JSONSchemaProps schema, Class<?> type) {
        OneOf oneOf = type.getAnnotation(OneOf.class);
        if (oneOf != null) {
            schema.setOneOf(Stream.of(oneOf.value()).map(TypeFacts::requiring).toList());
        }
        for (RecordComponent component : type.getRecordComponents()) {
            Field field = fieldOf(component);
            JSONSchemaProps property = schema.getProperties().get(jsonName(field));
            mark(property, field);
            descend(property, component.getGenericType());
        }
    }

    private static void descend(JSONSchemaProps schema, Type type) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            descend(schema.getItems().getSchema(), generic.getActualTypeArguments()[0]);
        } else if (type == Condition.class) {
            Conditions.describe(schema);
        } else if (type == Integer.class) {
            boundToInt(schema);
        } else if (type == Long.class) {
            schema.setFormat("int64");
        } else if (type == Double.class) {
            schema.setFormat("double");
        } else if (type instanceof Class<?> plain && plain.isEnum()) {
            schema.setMaxLength(LONGEST_CHOICE);
        } else if (type instanceof Class<?> plain && plain.isRecord()) {
            add(schema, plain);
        }
    }

    /** The API server does not hold numbers to their format, and one too large for an int would stop the informer. */
    private static void boundToInt(JSONSchemaProps schema) {
        schema.setFormat("int32");
        if (schema.getMinimum() == null) {
            schema.setMinimum((double) Integer.MIN_VALUE);
        }
        if (schema.getMaximum() == null) {
            schema.setMaximum((double) Integer.MAX_VALUE);
        }
    }

    private static void mark(JSONSchemaProps schema, Field field) {
        MapList mapList = field.getAnnotation(MapList.class);
        if (mapList != null) {
            schema.setXKubernetesListType("map");
            schema.setXKubernetesListMapKeys(List.of(mapList.value()));
        }
        if (field.isAnnotationPresent(DateTime.class)) {
            schema.setFormat("date-time");
            schema.setMaxLength(64L);
        }
        if (field.isAnnotationPresent(QuantityText.class)) {
            schema.setType(null);
            schema.setXKubernetesIntOrString(true);
            schema.setAnyOf(List.of(ofType("integer"), ofType("string")));
        }
    }

    private static JSONSchemaProps requiring(String field) {
        return new JSONSchemaPropsBuilder().withRequired(field).build();
    }

    private static JSONSchemaProps ofType(String type) {
        return new JSONSchemaPropsBuilder().withType(type).build();
    }

    private static String jsonName(Field field) {
        JsonProperty renamed = field.getAnnotation(JsonProperty.class);
        return renamed == null ? field.getName() : renamed.value();
    }

    private static Field fieldOf(RecordComponent component) {
        try {
            return component.getDeclaringRecord().getDeclaredField(component.getName());
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("a record component always has a field: " + component, e);
        }
    }
}
