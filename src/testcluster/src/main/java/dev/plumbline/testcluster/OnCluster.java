package dev.plumbline.testcluster;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class that runs against a real Kubernetes with the CRDs of {@code crds/} applied, in a namespace of its own. In
 * one that asks for a control plane alone no Pod is made, also where a node would run it: what such a class sees is the
 * same everywhere, and nothing runs that nobody looks at.
 *
 * <p>Methods and the constructor may ask for an {@code io.fabric8.kubernetes.client.KubernetesClient}, a {@link
 * TestNamespace}, a {@link Cluster} or an {@link AuditLog}. Where no cluster of the level can be had, the class is
 * skipped and the reason is listed at the end of the run.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(ClusterExtension.class)
public @interface OnCluster {

    Level level() default Level.CONTROL_PLANE;

    /** The Pod Security level that the namespace enforces; {@code privileged} switches the check off. */
    String podSecurity() default "restricted";
}
