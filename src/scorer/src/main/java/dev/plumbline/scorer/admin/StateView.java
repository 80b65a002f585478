package dev.plumbline.scorer.admin;

import dev.plumbline.mojo.LoadedModel;
import dev.plumbline.mojo.Refusal;
import dev.plumbline.scorer.ScorerSettings;
import dev.plumbline.scorer.cache.PredictionCache;
import dev.plumbline.scorer.http.ScoringExecutor;
import dev.plumbline.scorer.live.RolloutAgent;
import dev.plumbline.scorer.measure.SwapProof;
import dev.plumbline.scorer.measure.Traffic;
import dev.plumbline.scorer.serving.Differences;
import dev.plumbline.scorer.serving.ModelRef;
import dev.plumbline.scorer.serving.ModelSlot;
import dev.plumbline.scorer.serving.Serving;
import dev.plumbline.scorer.serving.Target;
import dev.plumbline.scorer.serving.Trial;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** The state of this Pod as JSON, as the operator reads it. */
@ApplicationScoped
class StateView {

    private static final int RECENT_SECONDS = 30;

    private final ScorerSettings settings;
    private final ModelSlot slot;
    private final RolloutAgent agent;
    private final Traffic traffic;
    private final SwapProof proof;
    private final ScoringExecutor executor;
    private final PredictionCache cache;
    private final Clock clock;

    StateView(
            ScorerSettings settings,
            ModelSlot slot,
            RolloutAgent agent,
            Traffic traffic,
            SwapProof proof,
            ScoringExecutor executor,
            PredictionCache cache,
            Clock clock) {
        this.clock = clock;
        this.settings = settings;
        this.slot = slot;
        this.agent = agent;
        this.traffic = traffic;
        this.proof = proof;
        this.executor = executor;
        this.cache = cache;
    }

    JsonObject state() {
        Optional<Serving> active = slot.active();
        Runtime runtime = Runtime.getRuntime();
        return new JsonObject()
                .put("pod", settings.pod())
                .put("epoch", active.map(Serving::epoch).orElse(0L))
                .put("ready", agent.isInStep())
                .put("notReadyBecause", agent.doubt())
                .put("recordTrouble", agent.recordTrouble())
                .put("active", active.map(StateView::active).orElse(null))
                .put("target", slot.target().map(t -> target(t, clock.millis())).orElse(null))
                .put("trial", slot.trial().map(StateView::trial).orElse(null))
                .put("recent", recent())
                .put("lastSwap", proof.report().map(StateView::swap).orElse(null))
                .put(
                        "counters",
                        new JsonObject()
                                .put("requests", traffic.requests())
                                .put("http5xx", traffic.failures())
                                .put("queueDepth", executor.queueDepth()))
                .put("cache", cache.report().json())
                .put(
                        "heap",
                        new JsonObject()
                                .put("usedBytes", runtime.totalMemory() - runtime.freeMemory())
                                .put("maxBytes", runtime.maxMemory()));
    }

    private static JsonObject active(Serving serving) {
        return artifact(ref(serving.ref()).put("state", "Active"), serving.model());
    }

    static JsonObject target(Target target, long nowEpochMillis) {
        JsonObject json = ref(target.ref())
                .put("epoch", target.epoch())
                .put("state", target.state())
                .put("reason", "")
                .put("message", "")
                .putNull("warmupP99Milliseconds")
                .putNull("warmMilliseconds");
        return switch (target) {
            case Target.Loading loading ->
                loading.before().map(why -> because(json, why)).orElse(json);
            case Target.Loaded loaded -> artifact(json, loaded.model());
            case Target.Warm warm ->
                artifact(
                        json.put("warmupP99Milliseconds", warm.warmupP99Milliseconds())
                                .put("warmMilliseconds", Math.max(0, nowEpochMillis - warm.sinceEpochMillis())),
                        warm.model());
            case Target.Refused refused -> because(json, refused.refusal());
        };
    }

    private static JsonObject because(JsonObject json, Refusal why) {
        return json.put("reason", why.reason().name()).put("message", why.message());
    }

    private static JsonObject ref(ModelRef ref) {
        return new JsonObject()
                .put("name", ref.name())
                .put("version", ref.version())
                .put("digest", ref.digest().toString());
    }

    private static JsonObject artifact(JsonObject json, LoadedModel model) {
        return json.put(
                "artifact",
                new JsonObject()
                        .put("algorithm", model.header().algo())
                        .put("category", model.header().category())
                        .put("mojoVersion", model.header().mojoVersion())
                        .put("h2oVersion", model.header().h2oVersion())
                        .put("trees", model.header().trees())
                        .put("inputs", model.inputs().size())
                        .put("sizeBytes", model.archiveBytes())
                        .put("estimatedHeapBytes", model.estimatedBytes())
                        .put("evaluator", model.evaluation().evaluator())
                        .put("evaluatorReason", model.evaluation().reason()));
    }

    /** The half minute until now. */
    private JsonObject recent() {
        long second = clock.millis() / 1000;
        Traffic.Window window = traffic.window(second - RECENT_SECONDS, second);
        return new JsonObject()
                .put("seconds", RECENT_SECONDS)
                .put("requests", window.requests())
                .put("http5xx", window.http5xx())
                .put("p99Milliseconds", window.p99Milliseconds())
                .put("longestMilliseconds", window.longestMilliseconds());
    }

    private static JsonObject trial(Trial trial) {
        Differences.Summary found = trial.differences().summary();
        return new JsonObject()
                .put("mode", trial.terms().mode().name())
                .put("percent", trial.terms().percent())
                .put("step", trial.terms().step())
                .put("epoch", trial.terms().epoch())
                .put("digest", trial.terms().digest().toString())
                .put("requests", trial.arm().requests())
                .put("http5xx", trial.arm().http5xx())
                .put("p99Milliseconds", trial.arm().p99Milliseconds())
                .put("longestMilliseconds", trial.arm().longestMilliseconds())
                .put(
                        "shadow",
                        new JsonObject()
                                .put("compared", found.compared())
                                .put("different", found.different())
                                .put("labels", found.labels())
                                .put("maxAbsDifference", found.maxAbs())
                                .put("meanAbsDifference", found.meanAbs())
                                .put("dropped", trial.differences().dropped()));
    }

    private static JsonObject swap(SwapProof.Report report) {
        return new JsonObject()
                .put("epoch", report.epoch())
                .put("atEpochMillis", report.atEpochMillis())
                .put("version", report.version())
                .put("requests", report.requests())
                .put("http5xx", report.http5xx())
                .put("windowRequests", report.during().requests())
                .put("windowHttp5xx", report.during().http5xx())
                .put("p99BeforeMilliseconds", report.p99BeforeMilliseconds())
                .put("p99DuringMilliseconds", report.during().p99Milliseconds())
                .put("longestMilliseconds", report.during().longestMilliseconds())
                .put("stallMilliseconds", report.during().stallMilliseconds());
    }
}
