package dev.plumbline.testcluster;

import java.util.HexFormat;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * The namespace of one test class: made before the class, deleted after it.
 *
 * @param name a DNS label that begins with the class's name
 */
public record TestNamespace(String name) {

    private static final int LONGEST_CLASS_NAME = 40;

    static TestNamespace of(Class<?> test, RandomGenerator random) {
        String stem = test.getSimpleName().replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
        String cut = stem.substring(0, Math.min(stem.length(), LONGEST_CLASS_NAME));
        return new TestNamespace("t-" + cut + "-" + HexFormat.of().toHexDigits(random.nextInt()));
    }
}
