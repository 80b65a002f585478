package dev.plumbline.operator.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.plumbline.api.MlPlatform;
import dev.plumbline.api.ModelRollout;
import dev.plumbline.views.Finding;
import dev.plumbline.views.Operation;
import dev.plumbline.views.PlatformLookup;
import dev.plumbline.views.PlatformSubject;
import dev.plumbline.views.Policies;
import dev.plumbline.views.RolloutSubject;
import dev.plumbline.views.Subject;
import dev.plumbline.views.Verdicts;
import dev.plumbline.views.fixtures.Fixture;
import dev.plumbline.views.fixtures.Fixtures;
import dev.plumbline.views.fixtures.Subjects;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One list of rules behind three doors: lint's judgement, the webhook's JSON and the reconciler's guard agree. */
class OnePolicyTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Pattern REFUSED = Pattern.compile("(?m)^\\w+ \\S+: ([A-Z]+-\\d+) \\(");

    static Stream<Fixture> fixtures() {
        return Fixtures.all().stream();
    }

    /** What is judged on its own, so that the guard, which compares with nothing, sees all of it. */
    static Stream<Fixture> standing() {
        return fixtures().filter(fixture -> fixture.operation().equals("CREATE") && !fixture.platformAbsent());
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void theWebhookAnswersWithTheIdsOfLint(Fixture fixture) throws Exception {
        Verdicts lint = Policies.admission().judge(known(fixture));
        Clock clock = Clock.fixed(fixture.today().atStartOfDay(ZoneOffset.UTC).toInstant(), ZoneOffset.UTC);

        Review review = Review.read(JSON.writeValueAsBytes(review(fixture)));
        Answer answer = new AdmissionJudge(new Around(fixture), clock).judge(review);
        JsonNode response = JSON.valueToTree(answer.toReview(review.uid())).path("response");

        assertThat(response.path("uid").asText()).isEqualTo("uid-of-" + fixture);
        assertThat(response.path("allowed").asBoolean()).isEqualTo(!lint.blocks());
        assertThat(idsIn(response.path("status").path("message").asText())).isEqualTo(ids(lint.blocking()));
        assertThat(response.path("warnings")).hasSameSizeAs(lint.warnings());
        if (fixture.failure()) {
            assertThat(ids(lint.blocking())).contains(fixture.rule());
        }
    }

    @ParameterizedTest
    @MethodSource("standing")
    void theGuardFindsWhatLintFinds(Fixture fixture) {
        Subject subject = known(fixture);
        Subject running =
                switch (subject) {
                    case PlatformSubject platform -> PlatformSubject.running(platform.object(), platform.today());
                    case RolloutSubject rollout -> rollout.as(Operation.RUNNING);
                    default -> throw new IllegalStateException("no fixture is a " + subject);
                };
        assertThat(ids(Policies.running().judge(running).blocking()))
                .isEqualTo(ids(Policies.admission().judge(subject).blocking()));
    }

    /** A rollout whose platform nobody described is judged by the webhook as one whose platform is not there. */
    private static Subject known(Fixture fixture) {
        return switch (Subjects.of(fixture)) {
            case RolloutSubject rollout
            when rollout.platform() instanceof PlatformLookup.NotAsked
                    && rollout.platformName().isPresent() -> rollout.on(new PlatformLookup.NotFound());
            case Subject subject -> subject;
        };
    }

    private static ObjectNode review(Fixture fixture) throws JsonProcessingException {
        JsonNode judged = YAML.readTree(fixture.judged());
        ObjectNode review = JSON.createObjectNode().put("apiVersion", "admission.k8s.io/v1");
        review.put("kind", "AdmissionReview");
        ObjectNode request = review.putObject("request");
        request.put("uid", "uid-of-" + fixture);
        request.put("operation", fixture.operation());
        request.put("name", judged.path("metadata").path("name").asText());
        request.put("namespace", judged.path("metadata").path("namespace").asText());
        request.putObject("kind").put("kind", judged.path("kind").asText());
        if (fixture.operation().equals("DELETE")) {
            request.set("oldObject", judged);
        } else {
            request.set("object", judged);
            if (fixture.document("previous").isPresent()) {
                request.set(
                        "oldObject", YAML.readTree(fixture.document("previous").get()));
            }
        }
        return review;
    }

    private static Collection<String> ids(List<Finding> findings) {
        return findings.stream().map(Finding::ruleId).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Collection<String> idsIn(String message) {
        return REFUSED.matcher(message)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private record Around(Fixture fixture) implements Neighbourhood {
        @Override
        public PlatformLookup platform(String namespace, String name) {
            return fixture.document("platform")
                    .<PlatformLookup>map(yaml -> new PlatformLookup.Found(Subjects.read(yaml, MlPlatform.class)))
                    .orElseGet(PlatformLookup.NotFound::new);
        }

        @Override
        public List<ModelRollout> rollouts(String namespace) {
            return fixture.documents("sibling").stream()
                    .map(yaml -> Subjects.read(yaml, ModelRollout.class))
                    .toList();
        }
    }
}
