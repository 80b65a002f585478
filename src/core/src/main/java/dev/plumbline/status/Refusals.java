package dev.plumbline.status;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is passed on of the sentences in which the API server refuses a Pod. Those of its own admission that consist of
 * names and amounts and say what to do; of others no more than who refuses, since they may repeat values.
 */
public final class Refusals {

    private static final String NAME = "[a-z0-9.-]{1,253}";
    private static final String AMOUNT = "[A-Za-z0-9.]{1,40}";
    private static final String AMOUNTS = ": [A-Za-z0-9./=,_-]{1,200}";
    private static final String OF_EACH = "[a-z0-9./-]{1,100}";

    private static final Pattern QUOTA = Pattern.compile("exceeded quota: " + NAME + ", requested" + AMOUNTS + ", used"
            + AMOUNTS + ", limited" + AMOUNTS + "|failed quota: " + NAME + ": must specify [A-Za-z0-9./:;, -]{1,300}");
    private static final Pattern LIMIT_RANGE = Pattern.compile("(?:minimum|maximum) " + OF_EACH
            + " usage per (?:Pod|Container) is " + AMOUNT + "(?:, but (?:limit|request) is " + AMOUNT
            + "|\\. {1,2}No (?:limit|request) is specified)|" + OF_EACH
            + " max limit to request ratio per (?:Pod|Container) is " + AMOUNT + ", but (?:provided ratio is " + AMOUNT
            + "|no (?:request|limit) is specified or (?:request|limit) is 0)");
    /** In the words of the standard: fields, and the names of containers, volumes and capabilities. */
    private static final Pattern POD_SECURITY =
            Pattern.compile("violates PodSecurity \"[a-z]+:[a-z0-9.]+\": [A-Za-z0-9 =\"(),.:;!/*_\\[\\]-]{1,500}");

    private static final Pattern ACCOUNT = Pattern.compile("serviceaccount \"" + NAME + "\" not found");
    private static final Pattern WEBHOOK = Pattern.compile(
            "admission webhook \"" + NAME + "\" denied the request|failed calling webhook \"" + NAME + "\"");
    private static final Pattern POLICY =
            Pattern.compile("ValidatingAdmissionPolicy '" + NAME + "' with binding '" + NAME + "' denied request");

    private Refusals() {}

    /** Empty when nothing of it can be passed on. */
    public static String told(String message) {
        String limits = LIMIT_RANGE
                .matcher(message)
                .results()
                .map(found -> found.group().replaceAll("\\. +", ": "))
                .distinct()
                .collect(Collectors.joining("; "));
        return Optional.of(quota(message))
                .filter(text -> !text.isEmpty())
                .or(() ->
                        Optional.of(limits).filter(text -> !text.isEmpty()).map(text -> "by a LimitRange the " + text))
                .orElseGet(() -> List.of(POD_SECURITY, ACCOUNT, WEBHOOK, POLICY).stream()
                        .map(each -> first(each, message))
                        .filter(text -> !text.isEmpty())
                        .findFirst()
                        .orElse(""));
    }

    /** Of all refusals the one that any object may meet; empty when it is another. */
    public static String quota(String message) {
        return first(QUOTA, message);
    }

    private static String first(Pattern pattern, String message) {
        Matcher found = pattern.matcher(message);
        return found.find() ? found.group().strip() : "";
    }
}
