package dev.plumbline.testcluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Hands out the cluster of {@link OnCluster}: one per JVM, one namespace per class. */
final class ClusterExtension implements ExecutionCondition, BeforeAllCallback, AfterAllCallback, ParameterResolver {

    private static final Namespace STORE = Namespace.create(ClusterExtension.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        // Asked for the class and again for each method; the class has the answer.
        if (context.getTestMethod().isPresent()) {
            return ConditionEvaluationResult.enabled("the class has a cluster");
        }
        Level wanted = annotation(context).level();
        if (Choice.of(wanted, session(context).machine()) instanceof Choice.Nothing nothing) {
            return ConditionEvaluationResult.disabled(nothing.message(wanted));
        }
        Cluster cluster = session(context).cluster(wanted);
        return cluster.level().serves(wanted)
                ? ConditionEvaluationResult.enabled(cluster.toString())
                : ConditionEvaluationResult.disabled(
                        cluster + " runs no Pods and the test needs level " + wanted.flag());
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        KubernetesClient client = session(context).client();
        TestNamespace namespace = TestNamespace.of(context.getRequiredTestClass(), ThreadLocalRandom.current());
        Namespaces.create(client, namespace, annotation(context).podSecurity());
        if (annotation(context).level() == Level.CONTROL_PLANE) {
            Namespaces.forbidPods(client, namespace);
        }
        context.getStore(STORE).put(TestNamespace.class, namespace);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        TestNamespace namespace = context.getStore(STORE).remove(TestNamespace.class, TestNamespace.class);
        if (namespace != null) {
            Namespaces.delete(session(context).client(), namespace);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == KubernetesClient.class
                || type == TestNamespace.class
                || type == Cluster.class
                || type == AuditLog.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        Session session = session(context);
        if (type == KubernetesClient.class) {
            return session.client();
        }
        if (type == TestNamespace.class) {
            return context.getStore(STORE).get(TestNamespace.class, TestNamespace.class);
        }
        return type == Cluster.class ? session.running() : AuditLog.of(session.running());
    }

    private static OnCluster annotation(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getRequiredTestClass(), OnCluster.class)
                .orElseThrow();
    }

    private static Session session(ExtensionContext context) {
        return context.getRoot()
                .getStore(STORE)
                .getOrComputeIfAbsent(Session.class, key -> new Session(), Session.class);
    }
}
