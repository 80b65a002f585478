package dev.plumbline.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.rollout.Colour;
import dev.plumbline.rollout.IntentCodec;
import dev.plumbline.rollout.Sides;
import dev.plumbline.rollout.Strategy;
import dev.plumbline.rollout.Template;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Pod templates as the rollout's record keeps them: of no colour, so that the same template has the same digest in
 * either Deployment.
 */
public final class InferenceTemplates {

    private static final ObjectMapper JSON = new ObjectMapper();

    private InferenceTemplates() {}

    /** What the spec asks for now. */
    public static Template wanted(ValidRollout rollout, Surroundings around, InferenceSources sources, Sides sides) {
        String text = write(InferencePod.of(rollout, around, claims(rollout, sources, sides)));
        return new Template(Settings.digest(text), text);
    }

    /**
     * Where another claim means other Pods, only what those have and what the model needs may count: which model was
     * active before is no reason to replace them.
     */
    private static SortedSet<String> claims(ValidRollout rollout, InferenceSources sources, Sides sides) {
        if (rollout.strategy().takeover().kind() != Strategy.Kind.BLUE_GREEN
                || sides.template().isEmpty()) {
            return sources.claims();
        }
        SortedSet<String> claims = new TreeSet<>();
        read(sides.template().get()).getSpec().getVolumes().stream()
                .map(Volume::getPersistentVolumeClaim)
                .filter(claim -> claim != null)
                .forEach(claim -> claims.add(claim.getClaimName()));
        InferenceSources.claim(rollout.model().storageUri()).ifPresent(claims::add);
        return claims;
    }

    /** As the Deployment of this colour has it. */
    static PodTemplateSpec coloured(Template template, String rollout, Colour colour) {
        Map<String, String> selector = InferenceLabels.selector(rollout, colour);
        PodTemplateSpecBuilder pod = new PodTemplateSpecBuilder(read(template))
                .editMetadata()
                .addToLabels(selector)
                .endMetadata()
                .editSpec()
                .withTopologySpreadConstraints(PodParts.spread(selector))
                .endSpec();
        return colour == Colour.BLUE
                ? pod.build()
                : pod.editSpec()
                        .editMatchingContainer(c -> InferencePod.CONTAINER.equals(c.getName()))
                        .addToEnv(PodParts.env("PLUMBLINE_EPOCH_KEY", IntentCodec.state(colour)))
                        .endContainer()
                        .endSpec()
                        .build();
    }

    private static String write(PodTemplateSpec template) {
        try {
            return JSON.writeValueAsString(template);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static PodTemplateSpec read(Template template) {
        try {
            return JSON.readValue(template.text(), PodTemplateSpec.class);
        } catch (JsonProcessingException tampered) {
            throw new IllegalStateException("the record holds no Pod template", tampered);
        }
    }
}
