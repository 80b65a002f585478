package dev.plumbline.generator.crd;

import dev.plumbline.api.MlPlatform;
import dev.plumbline.api.ModelRollout;
import dev.plumbline.generator.cel.CelRules;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;

/** The two CustomResourceDefinitions, made from the Java types and finished by hand where the generator falls short. */
public final class Crds {

    private Crds() {}

    /** MlPlatform. */
    public static CustomResourceDefinition platform() {
        CustomResourceDefinition crd = of(MlPlatform.class);
        CrdShape.finish(crd, MlPlatform.class, PrinterColumns.PLATFORM, List.of(".spec.profile"));
        CelRules.platform().forEach(rule -> rule.addTo(crd));
        return crd;
    }

    /** ModelRollout. */
    public static CustomResourceDefinition rollout() {
        CustomResourceDefinition crd = of(ModelRollout.class);
        CrdShape.finish(crd, ModelRollout.class, PrinterColumns.ROLLOUT, List.of(".spec.platformRef.name"));
        Scale.addTo(crd);
        CelRules.rollout().forEach(rule -> rule.addTo(crd));
        return crd;
    }

    private static CustomResourceDefinition of(Class<? extends HasMetadata> kind) {
        Captured captured = new Captured();
        new CRDGenerator()
                .customResourceClasses(kind)
                .forCRDVersions("v1")
                .withPostProcessor(captured)
                .withOutput(new Nowhere())
                .generate();
        return captured.crd;
    }

    /** Takes the object itself: its YAML is written by us, after our own changes. */
    private static final class Captured implements CRDPostProcessor {
        private CustomResourceDefinition crd;

        @Override
        public HasMetadata process(HasMetadata made, String crdSpecVersion) {
            crd = (CustomResourceDefinition) made;
            return made;
        }
    }

    /** The generator insists on an output. */
    private static final class Nowhere implements CRDGenerator.CRDOutput<OutputStream>, Closeable {
        @Override
        public OutputStream outputFor(String crdName) {
            return OutputStream.nullOutputStream();
        }

        @Override
        public URI crdURI(String crdName) {
            return URI.create("file:///" + crdName);
        }

        @Override
        public void close() throws IOException {}
    }
}
