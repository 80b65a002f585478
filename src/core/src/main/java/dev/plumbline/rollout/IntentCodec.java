package dev.plumbline.rollout;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.artifact.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The intent as the data of a ConfigMap. One write changes both keys, so they cannot disagree: {@code state.json} is
 * what Pods read ({@code epoch}, {@code active}, {@code target}), {@code intent.json} is the operator's own. A target
 * that was not verified yet stands only in the latter: a Pod loads what it reads.
 */
public final class IntentCodec {

    public static final String STATE = "state.json";
    public static final String INTENT = "intent.json";

    /** What the Job wrote of the active model, for the Job that compares the next one with it. */
    public static final String REPORT = "active-report.json";

    /** Beyond it a reader in JavaScript, or with jq, sees another number. */
    private static final long LAST_EPOCH = 1L << 53;

    private static final ObjectMapper JSON = new ObjectMapper();

    private IntentCodec() {}

    public static Map<String, String> encode(Intent intent) {
        var own = new Own(
                intent.target().map(Model::of).orElse(null),
                intent.previous().map(Model::of).orElse(null),
                intent.attempt().map(a -> a.startedAt().toString()).orElse(null),
                intent.rejection().map(Rejected::of).orElse(null),
                intent.committedAt().map(Instant::toString).orElse(null),
                intent.settledAt().map(Instant::toString).orElse(null),
                intent.verified().map(Accepted::of).orElse(null),
                intent.trial().map(Tried::of).orElse(null),
                intent.watch().map(Measured::of).orElse(null),
                new TreeMap<>(intent.reports()),
                heard(intent),
                intent.aborted().stream().map(Rejected::of).toList(),
                Deployments.of(intent.sides()));
        Map<String, String> data = new TreeMap<>(Map.of(INTENT, write(own)));
        for (Colour colour : Colour.values()) {
            Told.of(intent, colour).ifPresent(told -> data.put(state(colour), write(State.of(told))));
        }
        if (!intent.activeReport().isEmpty()) {
            data.put(REPORT, intent.activeReport());
        }
        return data;
    }

    /** Where the Pods of a Deployment read what they are to serve. */
    public static String state(Colour colour) {
        return colour == Colour.BLUE ? STATE : "state-" + colour.word() + ".json";
    }

    /**
     * @return empty when the data cannot be understood; nothing may be decided from a record that was tampered with,
     *     but what the Pods serve still tells what was committed
     */
    public static Optional<Intent> decode(Map<String, String> data) {
        try {
            Own own = JSON.readValue(data.getOrDefault(INTENT, "{}"), Own.class);
            Sides sides = own.deployments == null ? Sides.only(Colour.BLUE) : own.deployments.value();
            State state = JSON.readValue(data.getOrDefault(state(sides.live()), ""), State.class);
            return Optional.of(new Intent(
                    state.counted(),
                    Optional.ofNullable(state.active).map(Model::value),
                    Optional.ofNullable(own.target).map(Model::value),
                    Optional.ofNullable(own.previous).map(Model::value),
                    Optional.ofNullable(own.attemptStartedAt)
                            .map(Instant::parse)
                            .map(Attempt::new),
                    Optional.ofNullable(own.rejection).map(Rejected::value),
                    Optional.ofNullable(own.committedAt).map(Instant::parse),
                    Optional.ofNullable(own.settledAt).map(Instant::parse),
                    Optional.ofNullable(own.verified).map(Accepted::value),
                    Optional.ofNullable(own.trial).map(Tried::value),
                    Optional.ofNullable(own.watch).map(Measured::value),
                    own.reports == null ? Map.of() : own.reports,
                    own.heard(),
                    own.refused(),
                    sides));
        } catch (JsonProcessingException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    private static Map<String, Said> heard(Intent intent) {
        Map<String, Said> all = new TreeMap<>();
        intent.heard().forEach((verb, what) -> all.put(verb.word(), Said.of(what)));
        return all;
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A digest that no archive can have was not written by an operator. */
    private static String checked(String digest) {
        return Digest.parse(digest)
                .orElseThrow(() -> new IllegalArgumentException("no digest"))
                .toString();
    }

    // The JSON shapes. Null is how JSON says absent; it does not leave this file.

    @JsonIgnoreProperties(ignoreUnknown = true)
    record State(
            long epoch,
            Model active,
            Model target,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean left) {

        static State of(Told told) {
            return new State(
                    told.epoch(),
                    told.active().map(Model::of).orElse(null),
                    told.target().map(Model::of).orElse(null),
                    told.left());
        }

        long counted() {
            if (epoch < 0 || epoch > LAST_EPOCH) {
                throw new IllegalArgumentException("no epoch");
            }
            return epoch;
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Own(
            Model target,
            Model previous,
            String attemptStartedAt,
            Rejected rejection,
            String committedAt,
            String settledAt,
            Accepted verified,
            Tried trial,
            Measured watch,
            Map<String, String> reports,
            Map<String, Said> verbs,
            List<Rejected> aborted,
            Deployments deployments) {

        /** Records of before these fields have none; a verb of a later release is nothing to this one. */
        Map<Verb, Heard> heard() {
            Map<Verb, Heard> all = new TreeMap<>();
            for (Verb verb : Verb.values()) {
                if (verbs != null && verbs.get(verb.word()) != null) {
                    all.put(verb, verbs.get(verb.word()).value());
                }
            }
            return all;
        }

        List<Rejection> refused() {
            return aborted == null
                    ? List.of()
                    : aborted.stream().map(Rejected::value).toList();
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Accepted(String digest, ArtifactFacts artifact, String report) {

        static Accepted of(Verified v) {
            return new Accepted(v.digest(), v.artifact().orElse(null), v.report());
        }

        Verified value() {
            return new Verified(checked(digest), Optional.ofNullable(artifact), report == null ? "" : report);
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Tried(int step, String since, Measured tally, boolean promoted) {

        static Tried of(Trial t) {
            return new Tried(t.step(), t.since().toString(), Measured.of(t.tally()), t.promoted());
        }

        Trial value() {
            return new Trial(step, Instant.parse(since), tally.value(), promoted);
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Measured(String at, int failures, Tally.Outcome outcome, String why) {

        static Measured of(Tally t) {
            return new Measured(t.measuredAt().toString(), t.failures(), t.outcome(), t.why());
        }

        Tally value() {
            return new Tally(Instant.parse(at), failures, outcome, why == null ? "" : why);
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Said(String nonce, boolean done, String outcome, String at) {

        static Said of(Heard h) {
            return new Said(h.nonce(), h.done(), h.outcome(), h.at().toString());
        }

        Heard value() {
            return new Heard(nonce, done, outcome, Instant.parse(at));
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Model(String name, String version, String digest, String storageUri) {

        static Model of(ModelVersion m) {
            return new Model(m.name(), m.version(), m.digest(), m.storageUri());
        }

        ModelVersion value() {
            return new ModelVersion(name, version, checked(digest), storageUri);
        }

        /** A spec with a malformed digest is held, and can be aborted all the same: nobody is told to load it. */
        ModelVersion asGivenUp() {
            return new ModelVersion(name, version, digest, storageUri);
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Rejected(
            Model model,
            String request,
            String reason,
            String message,
            String location,
            String at,
            boolean served,
            String template) {

        static Rejected of(Rejection r) {
            return new Rejected(
                    Model.of(r.model()),
                    r.request(),
                    r.reason(),
                    r.message(),
                    r.location(),
                    r.at().toString(),
                    r.served(),
                    r.template());
        }

        Rejection value() {
            return new Rejection(model.asGivenUp(), request, reason, message, location, Instant.parse(at), served)
                    .of(template == null ? "" : template);
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Deployments(Colour live, long turned, String digest, String template, Second second) {

        static Deployments of(Sides sides) {
            return new Deployments(
                    sides.live(),
                    sides.turned(),
                    sides.template().map(Template::digest).orElse(null),
                    sides.template().map(Template::text).orElse(null),
                    sides.standby().map(Second::of).orElse(null));
        }

        Sides value() {
            return new Sides(
                    live,
                    turned,
                    Optional.ofNullable(digest).map(d -> new Template(d, template)),
                    Optional.ofNullable(second).map(Second::value));
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Second(Model model, String digest, String template, Standby.Stage stage) {

        static Second of(Standby s) {
            return new Second(
                    Model.of(s.model()), s.template().digest(), s.template().text(), s.stage());
        }

        Standby value() {
            return new Standby(model.value(), new Template(digest, template), stage);
        }
    }
}
