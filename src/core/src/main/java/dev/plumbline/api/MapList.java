package dev.plumbline.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Schema mark: the list is a map by this key, so that appliers can own single entries. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface MapList {
    /** Name of the key field. */
    String value();
}
