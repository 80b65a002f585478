package dev.plumbline.operator.rollout;

import dev.plumbline.api.ModelRollout;
import dev.plumbline.operator.children.Children;
import dev.plumbline.plan.Labels;
import dev.plumbline.plan.ValidRollout;
import dev.plumbline.plan.VerifyJob;
import dev.plumbline.plan.VerifyPolicy;
import dev.plumbline.rollout.Attempt;
import dev.plumbline.rollout.Effect;
import dev.plumbline.rollout.Intent;
import dev.plumbline.rollout.ModelVersion;
import dev.plumbline.rollout.Verification;
import dev.plumbline.status.RolloutStatuses;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Jobs that look at a rollout's artifacts: made once for each attempt, read live while their verdict is awaited. */
final class VerifyJobs {

    private static final Logger LOG = LoggerFactory.getLogger(VerifyJobs.class);

    /** Server-side apply takes this version only where no object is; the answer is 409 otherwise. */
    private static final String ONLY_IF_ABSENT = "1";

    private final KubernetesClient client;
    private final Optional<String> image;
    private final ModelRollout owner;
    private final ValidRollout rollout;
    private final VerifyTroubles troubles;

    /** @param image absent: there are no Jobs, and the Pods that are to serve an artifact are the first to look at it */
    VerifyJobs(
            KubernetesClient client,
            Optional<String> image,
            ModelRollout owner,
            ValidRollout rollout,
            WarningEvents warnings) {
        this.client = client;
        this.image = image;
        this.owner = owner;
        this.rollout = rollout;
        this.troubles = new VerifyTroubles(warnings, RolloutStatuses.notLookedAt(owner.getStatus()));
    }

    /** Of what the record prepares now. Nothing is read once the verdict is in the record. */
    Verification look(Intent intent) {
        Optional<ModelVersion> target = intent.target().filter(t -> !intent.trusts(t));
        if (target.isEmpty() || intent.attempt().isEmpty()) {
            return new Verification.NotAsked();
        }
        if (image.isEmpty()) {
            return new Verification.Accepted(Optional.empty());
        }
        String name = VerifyJob.name(rollout, target.get(), intent.attempt().get());
        Job job = client.batch()
                .v1()
                .jobs()
                .inNamespace(rollout.namespace())
                .withName(name)
                .get();
        if (job == null) {
            return new Verification.NotAsked();
        }
        if (!isOwnedBy(job, owner)) {
            return new Verification.Waiting("Job %s belongs to another object.".formatted(name));
        }
        List<Pod> pods = podsOf(job);
        return troubles.explained(VerifyReports.of(job, pods), job, pods);
    }

    /** Asked again for the same attempt it changes nothing. */
    void start(Effect.Verify asked, Intent intent) {
        ModelVersion model = asked.model();
        Attempt attempt = asked.attempt();
        // The walls first: a Pod must not have a moment without them.
        apply(VerifyPolicy.of(rollout, model));
        Job job = VerifyJob.of(
                rollout,
                image.orElseThrow(),
                model,
                attempt,
                !intent.activeReport().isEmpty());
        job.getMetadata().setResourceVersion(ONLY_IF_ABSENT);
        try {
            apply(job);
            LOG.info(
                    "{}/{}: {} looks at version {}",
                    rollout.namespace(),
                    rollout.name(),
                    job.getMetadata().getName(),
                    model.version());
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
        }
    }

    private void apply(HasMetadata object) {
        object.getMetadata().setOwnerReferences(List.of(Children.reference(owner)));
        client.resource(object).fieldManager(Labels.MANAGER).forceConflicts().serverSideApply();
    }

    private List<Pod> podsOf(Job job) {
        return client
                .pods()
                .inNamespace(rollout.namespace())
                .withLabel("batch.kubernetes.io/job-name", job.getMetadata().getName())
                .list()
                .getItems()
                .stream()
                .filter(pod -> isOwnedBy(pod, job))
                .toList();
    }

    private static boolean isOwnedBy(HasMetadata object, HasMetadata by) {
        return object.getMetadata().getOwnerReferences().stream()
                .anyMatch(o -> o.getUid().equals(by.getMetadata().getUid()));
    }
}
