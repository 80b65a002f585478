package dev.plumbline.generator.cel;

/** Quantities that are readable and of a size that exists. */
final class Amounts {

    private Amounts() {}

    /**
     * The rule sits at the quantity itself, so that the API server names its path.
     *
     * @param least lower bound, in the units that a plain number is in
     * @param most upper bound, likewise
     */
    static CelRule between(String id, String path, Bound least, Bound most, String example) {
        String allowed = "allowed %s to %s, for example %s.".formatted(least.text(), most.text(), example);
        return new CelRule(
                id,
                path,
                """
                type(self) == int ? self >= %1$s && self <= %2$s
                : isQuantity(self) && quantity(self).compareTo(quantity('%3$s')) >= 0
                && quantity(self).compareTo(quantity('%4$s')) <= 0
                """.formatted(least.number(), most.number(), least.text(), most.text()),
                path + " is no usable quantity: " + allowed,
                Text.of(path + " \"%s\" is no usable quantity: " + allowed, "self"));
    }

    /**
     * One end of a range, as people write it and as a plain number.
     */
    record Bound(String text, long number) {}
}
