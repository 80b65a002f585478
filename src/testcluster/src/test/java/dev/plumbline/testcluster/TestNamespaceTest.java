package dev.plumbline.testcluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class TestNamespaceTest {

    @Test
    void isADnsLabelThatTellsItsClass() {
        assertThat(TestNamespace.of(TestNamespaceTest.class, RandomGenerator.getDefault())
                        .name())
                .matches("t-testnamespacetest-[0-9a-f]{8}");
    }

    @Test
    void staysWithin63CharactersForALongClassName() {
        class AClassWhoseNameIsSoLongThatItAloneWouldNearlyFillTheWholeLabelOfADnsName {}
        assertThat(TestNamespace.of(
                                AClassWhoseNameIsSoLongThatItAloneWouldNearlyFillTheWholeLabelOfADnsName.class,
                                RandomGenerator.getDefault())
                        .name())
                .hasSizeLessThanOrEqualTo(63)
                .matches("[a-z0-9-]+[a-z0-9]");
    }
}
