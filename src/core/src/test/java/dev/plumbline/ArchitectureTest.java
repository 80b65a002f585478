package dev.plumbline;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The walls inside core: one direction, and no way out to the world. */
@AnalyzeClasses(
        packages = "dev.plumbline",
        importOptions = {DoNotIncludeTests.class, ArchitectureTest.WithoutTheTestCluster.class})
class ArchitectureTest {

    /** It hands real servers to tests of core and is no part of it. */
    static final class WithoutTheTestCluster implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("testcluster");
        }
    }

    @ArchTest
    static final ArchRule ONE_DIRECTION = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("api")
            .definedBy("dev.plumbline.api..")
            .layer("artifact")
            .definedBy("dev.plumbline.artifact..")
            .layer("views")
            .definedBy("dev.plumbline.views..")
            .layer("rollout")
            .definedBy("dev.plumbline.rollout..")
            .layer("plan")
            .definedBy("dev.plumbline.plan..")
            .layer("status")
            .definedBy("dev.plumbline.status..")
            .whereLayer("api")
            .mayNotAccessAnyLayer()
            .whereLayer("artifact")
            .mayNotAccessAnyLayer()
            .whereLayer("views")
            .mayOnlyAccessLayers("api", "artifact")
            .whereLayer("rollout")
            .mayOnlyAccessLayers("api", "artifact", "views")
            .whereLayer("plan")
            .mayOnlyAccessLayers("api", "artifact", "views", "rollout")
            .whereLayer("status")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule NO_CIRCLES =
            slices().matching("dev.plumbline.(*)..").should().beFreeOfCycles();

    /** A rule knows the framework and its own view, no other rule. */
    @ArchTest
    static final ArchRule VIEWS_DO_NOT_KNOW_EACH_OTHER =
            slices().matching("dev.plumbline.views.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule NO_INPUT_OR_OUTPUT = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "java.nio.file..",
                    "java.net.http..",
                    "java.nio.channels..",
                    "java.util.concurrent..",
                    "java.util.logging..",
                    "org.slf4j.."))
            .orShould()
            .dependOnClassesThat(in("java.io", "(InputStream|OutputStream|Reader|Writer|File.*|PrintStream)"))
            .orShould()
            .dependOnClassesThat(in("java.net", "(Socket|ServerSocket|URL|URLConnection|HttpURLConnection)"))
            .orShould()
            .dependOnClassesThat(in("java.lang", "(Thread|ProcessBuilder|Process|Runtime)"));

    /** The base classes of our kinds come from the client's library; the client itself stays outside. */
    @ArchTest
    static final ArchRule NO_CLIENT = noClasses()
            .should()
            .dependOnClassesThat(DescribedPredicate.describe(
                    "talk to a cluster",
                    each -> each.getPackageName().startsWith("io.fabric8.kubernetes.client")
                            && !each.getSimpleName().equals("CustomResource")));

    @ArchTest
    static final ArchRule NO_CLOCK_OF_ITS_OWN = noClasses()
            .should()
            .callMethodWhere(
                    target(owner(resideInAnyPackage("java.time.."))).and(target(nameMatching("now|system.*|tick.*"))))
            .orShould()
            .callMethodWhere(target(owner(in("java.lang", "System")))
                    .and(target(nameMatching("currentTimeMillis|nanoTime|getenv"))));

    /** One unknown field of a newer release must not stop the informer of an older one. */
    @ArchTest
    static final ArchRule UNKNOWN_FIELDS_ARE_IGNORED = classes()
            .that()
            .resideInAPackage("dev.plumbline.api")
            .and()
            .areRecords()
            .should()
            .beAnnotatedWith(JsonIgnoreProperties.class);

    private static DescribedPredicate<JavaClass> in(String where, String name) {
        return DescribedPredicate.describe(
                where + "." + name,
                each -> each.getPackageName().equals(where)
                        && each.getSimpleName().matches(name));
    }
}
