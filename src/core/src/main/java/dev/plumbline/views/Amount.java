package dev.plumbline.views;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A Kubernetes quantity, read without trust: whatever the text, the answer is a number or a reason.
 */
public sealed interface Amount {

    /** @param value in the base unit: bytes or cores; above 0 and at most 1 Pi */
    record Of(BigDecimal value) implements Amount {}

    /** @param why completes "&lt;path&gt; &lt;text&gt; ..." */
    record Unreadable(String why) implements Amount {}

    /** The API server's own grammar, with exponents short enough to compute. */
    Pattern GRAMMAR = Pattern.compile("([+-]?)([0-9]{1,30}(?:\\.[0-9]{0,30})?|\\.[0-9]{1,30})"
            + "(?:([eE])([+-]?[0-9]{1,3})|([KMGTPE]i|[numkMGTPE]))?");

    Map<String, BigDecimal> UNITS = Map.ofEntries(
            Map.entry("n", BigDecimal.ONE.movePointLeft(9)),
            Map.entry("u", BigDecimal.ONE.movePointLeft(6)),
            Map.entry("m", BigDecimal.ONE.movePointLeft(3)),
            Map.entry("k", BigDecimal.TEN.pow(3)),
            Map.entry("M", BigDecimal.TEN.pow(6)),
            Map.entry("G", BigDecimal.TEN.pow(9)),
            Map.entry("T", BigDecimal.TEN.pow(12)),
            Map.entry("P", BigDecimal.TEN.pow(15)),
            Map.entry("E", BigDecimal.TEN.pow(18)),
            Map.entry("Ki", BigDecimal.valueOf(1024)),
            Map.entry("Mi", BigDecimal.valueOf(1024).pow(2)),
            Map.entry("Gi", BigDecimal.valueOf(1024).pow(3)),
            Map.entry("Ti", BigDecimal.valueOf(1024).pow(4)),
            Map.entry("Pi", BigDecimal.valueOf(1024).pow(5)),
            Map.entry("Ei", BigDecimal.valueOf(1024).pow(6)));

    /** 1 Pi: a thousand times the largest machine, and small enough that percentages of it fit a long. */
    BigDecimal LARGEST = BigDecimal.valueOf(1024).pow(5);

    static Amount parse(String text) {
        var match = GRAMMAR.matcher(text == null ? "" : text);
        if (text == null || text.length() > 64 || !match.matches()) {
            return new Unreadable("is not a quantity such as 10Gi");
        }
        var value = new BigDecimal(match.group(2).endsWith(".") ? match.group(2) + "0" : match.group(2));
        if (match.group(3) != null) {
            value = value.scaleByPowerOfTen(Integer.parseInt(match.group(4)));
        } else if (match.group(5) != null) {
            value = value.multiply(UNITS.get(match.group(5)));
        }
        if (match.group(1).equals("-") && value.signum() != 0) {
            return new Unreadable("is negative");
        }
        if (value.signum() == 0) {
            return new Unreadable("is zero");
        }
        return value.compareTo(LARGEST) > 0 ? new Unreadable("is more than any machine has") : new Of(value);
    }

    /** Whole bytes of a text, rounded down; empty when it cannot be read. */
    static Optional<Long> bytes(String text) {
        return parse(text) instanceof Of of
                ? Optional.of(of.value().setScale(0, RoundingMode.DOWN).longValueExact())
                : Optional.empty();
    }

    /** Bytes in the unit that reads best, for messages: 819Mi, 1Gi, 2.4Gi. */
    static String text(long bytes) {
        long unit = bytes >= 1L << 30 ? 1L << 30 : 1L << 20;
        String suffix = unit == 1L << 30 ? "Gi" : "Mi";
        var value = BigDecimal.valueOf(bytes)
                .divide(BigDecimal.valueOf(unit), unit == 1L << 30 ? 1 : 0, RoundingMode.DOWN)
                .stripTrailingZeros();
        return value.toPlainString() + suffix;
    }
}
