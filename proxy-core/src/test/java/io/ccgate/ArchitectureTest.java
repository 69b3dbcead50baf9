package io.ccgate;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.ccgate.config.snapshot.ConfigStore;
import java.net.URL;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The arrows between the packages, as docs/architecture.md draws them. */
class ArchitectureTest {
    private static final String ROOT = "io.ccgate";

    private static final JavaClasses PRODUCT =
            new ClassFileImporter().importUrls(List.of(home(Gateway.class), home(ConfigStore.class)));

    private static URL home(Class<?> of) {
        return of.getProtectionDomain().getCodeSource().getLocation();
    }

    private static String[] in(String... packages) {
        String[] all = new String[packages.length];
        for (int i = 0; i < packages.length; i++) {
            all[i] = ROOT + '.' + packages[i] + "..";
        }
        return all;
    }

    @Test
    void onlyWhatMovesBytesKnowsChannels() {
        noClasses()
                .that(resideInAPackage("io.ccgate..")
                        .and(resideInAnyPackage(in("server", "pipeline", "relay", "upstream", "mock"))
                                .negate())
                        .and(resideInAPackage(ROOT).negate()))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty.channel..")
                .check(PRODUCT);
    }

    @Test
    void theConfigurationKnowsNeitherNettyNorTheGateway() {
        noClasses()
                .that()
                .resideInAnyPackage(in("config"))
                .should()
                .dependOnClassesThat(resideInAPackage("io.netty..")
                        .or(resideInAPackage("io.ccgate..")
                                .and(resideInAnyPackage(in("config")).negate())))
                .check(PRODUCT);
    }

    @Test
    void nobodyButTheRootKnowsTheServer() {
        classes()
                .that()
                .resideInAnyPackage(in("server"))
                .should()
                .onlyHaveDependentClassesThat(resideInAnyPackage(in("server")).or(resideInAPackage(ROOT)))
                .check(PRODUCT);
    }

    @Test
    void nobodyButTheRootKnowsTheRoot() {
        classes()
                .that()
                .resideInAPackage(ROOT)
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAPackage(ROOT)
                .check(PRODUCT);
    }

    @Test
    void upstreamConnectionsKnowBytesNotTenants() {
        noClasses()
                .that()
                .resideInAnyPackage(in("upstream"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(in("exchange", "policy", "auth", "usage", "balance", "relay", "pipeline"))
                .check(PRODUCT);
    }

    @Test
    void requestsGoOneWay() {
        noClasses()
                .that()
                .resideInAnyPackage(in("relay"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(in("pipeline", "policy", "admin"))
                .check(PRODUCT);
        noClasses()
                .that()
                .resideInAnyPackage(in("auth", "policy", "balance", "usage", "translate", "agents"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(in("exchange", "relay", "pipeline", "upstream", "admin"))
                .check(PRODUCT);
    }

    @Test
    void whatEverybodyUsesUsesNobody() {
        noClasses()
                .that()
                .resideInAnyPackage(in("json", "http", "protocol", "error"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(in(
                        "exchange",
                        "relay",
                        "pipeline",
                        "upstream",
                        "admin",
                        "auth",
                        "policy",
                        "balance",
                        "usage",
                        "observe"))
                .check(PRODUCT);
    }

    @Test
    void theDemoUpstreamStandsAlone() {
        classes()
                .that()
                .resideInAnyPackage(in("mock"))
                .should()
                .onlyDependOnClassesThat(
                        resideInAPackage("io.ccgate..").negate().or(resideInAnyPackage(in("mock"))))
                .andShould()
                .onlyHaveDependentClassesThat(resideInAnyPackage(in("mock")))
                .check(PRODUCT);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.ccgate.(*)..").should().beFreeOfCycles().check(PRODUCT);
        slices().matching("io.ccgate.config.(*)..")
                .should()
                .beFreeOfCycles()
                .ignoreDependency(alwaysTrue(), resideInAPackage("io.ccgate.config"))
                .check(PRODUCT);
        slices().matching("io.ccgate.usage.(*)..").should().beFreeOfCycles().check(PRODUCT);
    }
}
