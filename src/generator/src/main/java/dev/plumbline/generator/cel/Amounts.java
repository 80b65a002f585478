package dev.plumbline.generator.cel;

/** Quantities that are readable and of a size that exists. */
final class Amounts {

    private Amounts() {}

    /** The rule sits at the quantity itself, so that the API server names its path. */
    static CelRule between(String id, String path, Bound least, Bound most, String example) {
        String few = "(type(self) == int ? self < %s : quantity(self).compareTo(quantity('%s')) < 0)"
                .formatted(least.number(), least.text());
        String many = "(type(self) == int ? self > %s : quantity(self).compareTo(quantity('%s')) > 0)"
                .formatted(most.number(), most.text());
        String unreadable = "type(self) != int && !isQuantity(self)";
        String head = path + " \"%s\" ";
        String tail = "; allowed %s to %s. Example: %s.".formatted(least.text(), most.text(), example);
        return new CelRule(
                id,
                path,
                "!(%s) && !%s && !%s".formatted(unreadable, few, many),
                path + " is not a usable quantity" + tail,
                Text.when(
                        unreadable,
                        Text.of(head + "is not a quantity such as " + example + tail, "self"),
                        Text.when(
                                many,
                                Text.of(head + "is more than any machine has" + tail, "self"),
                                Text.of(head + "is too little; is the unit missing" + tail, "self"))));
    }

    /**
     * One end of a range, as people write it and as a plain number in the base unit.
     */
    record Bound(String text, long number) {}
}
