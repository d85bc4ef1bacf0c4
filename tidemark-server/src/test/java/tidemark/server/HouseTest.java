package tidemark.server;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import tidemark.ingest.Protocols;

/** The directions that Maven cannot see, and who may touch the process and its clock. */
@AnalyzeClasses(packages = "tidemark", importOptions = DoNotIncludeTests.class)
class HouseTest {
  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices()
          .matching("tidemark.(**)")
          .should()
          .beFreeOfCycles()
          // The list of protocols stands beside the interface and names those that implement it.
          .ignoreDependency(equivalentTo(Protocols.class), alwaysTrue())
          .because("of two packages that need each other, neither can be understood alone");

  @ArchTest
  static final ArchRule PROTOCOLS_DO_NOT_KNOW_EACH_OTHER =
      slices()
          .matching("tidemark.ingest.(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(resideInAnyPackage("tidemark.ingest.net.."), alwaysTrue())
          .because("what two protocols share belongs in tidemark.ingest, or it is not shared");

  @ArchTest
  static final ArchRule QUERIES_DO_NOT_KNOW_ENGINES =
      noClasses()
          .that()
          .resideInAPackage("tidemark.query..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("tidemark.storage.local..", "tidemark.storage.memory..")
          .because("a query must mean the same over every Storage");

  @ArchTest
  static final ArchRule ONLY_THE_SERVER_ENDS_THE_PROCESS =
      noClasses()
          .that()
          .resideOutsideOfPackage("tidemark.server..")
          .should()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "halt", int.class)
          .because("whoever can end the process cannot be tested in one");

  @ArchTest
  static final ArchRule ONLY_THE_SERVER_READS_THE_CLOCK =
      noClasses()
          .that()
          .resideOutsideOfPackage("tidemark.server..")
          .and()
          // Its constructor without a clock is for tests, which would all have to bring one.
          .doNotHaveFullyQualifiedName("tidemark.storage.memory.MemoryStorage")
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(InstantSource.class, "system")
          .because(
              "time comes through constructors as an InstantSource, or tests have to wait for it");

  @ArchTest
  static final ArchRule ONLY_THE_SERVER_SPEAKS_HTTP =
      noClasses()
          .that()
          .resideOutsideOfPackage("tidemark.server..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.helidon..")
          .because("the HTTP server can be changed in one module");
}
