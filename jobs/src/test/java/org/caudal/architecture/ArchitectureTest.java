package org.caudal.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.caudal.job.Job;
import org.caudal.suite.Suite;
import org.caudal.table.Table;
import org.junit.jupiter.api.Test;

/** The boundaries of the packages. */
@AnalyzeClasses(packages = "org.caudal", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String[] DOMAINS = {
    "org.caudal.phone..",
    "..reference..",
    "org.caudal.register..",
    "..remittance..",
    "..publication..",
    "..synthetic.."
  };
  private static final Set<String> ACTIONS =
      Set.of(
          "collect",
          "collectAsList",
          "show",
          "cache",
          "persist",
          "foreach",
          "foreachPartition",
          "toLocalIterator",
          "first",
          "head",
          "take",
          "takeAsList",
          "isEmpty",
          "checkpoint",
          "localCheckpoint",
          "reduce");

  @ArchTest
  static final ArchRule domainsKnowEachOtherOnlyThroughTablesAndReferenceServices =
      slices()
          .matching("org.caudal.(phone|reference|remittance|publication|synthetic)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(
              DescribedPredicate.alwaysTrue(),
              new DescribedPredicate<JavaClass>("are tables or reference data") {
                @Override
                public boolean test(JavaClass type) {
                  return type.isAnnotatedWith(Table.class)
                      || type.getPackageName().equals("org.caudal.reference");
                }
              });

  @ArchTest
  static final ArchRule onlyTheStoreReadsAndWrites =
      noClasses()
          .that()
          .resideOutsideOfPackage("..store..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("java.nio.file..", "io.delta..", "org.apache.hadoop..")
                  .or(named("org.apache.spark.sql.DataFrameReader"))
                  .or(named("org.apache.spark.sql.DataFrameWriter"))
                  .or(named("java.io.File")));

  @ArchTest
  static final ArchRule onlyRunStoreAndCliHoldASession =
      noClasses()
          .that()
          .resideOutsideOfPackages("..run..", "..store..", "..cli..")
          .should()
          .dependOnClassesThat(named("org.apache.spark.sql.SparkSession"));

  @ArchTest
  static final ArchRule statisticsKnowsNoSpark =
      noClasses()
          .that()
          .resideInAPackage("..statistics..")
          .should()
          .dependOnClassesThat(resideInAnyPackage("org.apache.spark.."));

  @ArchTest
  static final ArchRule jobsStartNoAction =
      noClasses()
          .that()
          .resideInAnyPackage(DOMAINS)
          .or()
          .resideInAnyPackage("..functions..", "..load..")
          .should()
          .callCodeUnitWhere(
              new DescribedPredicate<JavaCall<?>>("it is a Spark action") {
                @Override
                public boolean test(JavaCall<?> call) {
                  return call.getTargetOwner().getName().endsWith("sql.Dataset")
                      && (ACTIONS.contains(call.getName())
                          || (call.getName().equals("count")
                              && call.getTarget().getRawParameterTypes().isEmpty()));
                }
              });

  @ArchTest
  static final ArchRule noRowLambdasNoEncodersNoRdd =
      noClasses()
          .should()
          .dependOnClassesThat(resideInAnyPackage("org.apache.spark.api.java.function.."))
          .orShould()
          .dependOnClassesThat(named("org.apache.spark.sql.Encoders"))
          .orShould()
          .callCodeUnitWhere(
              new DescribedPredicate<JavaCall<?>>("it leaves columns") {
                @Override
                public boolean test(JavaCall<?> call) {
                  return call.getTargetOwner().getName().endsWith("sql.Dataset")
                      && Set.of("rdd", "javaRDD", "toJavaRDD").contains(call.getName());
                }
              });

  @ArchTest
  static final ArchRule onlyMainEndsTheProcess =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("org.caudal.Caudal")
          .should()
          .callMethod(System.class, "exit", int.class);

  @ArchTest
  static final ArchRule nobodyPrintsPastTheCommandLine =
      noClasses()
          .should()
          .accessFieldWhere(
              new DescribedPredicate<JavaAccess<?>>("it is a standard stream") {
                @Override
                public boolean test(JavaAccess<?> access) {
                  return access.getTargetOwner().isEquivalentTo(System.class);
                }
              });

  @ArchTest
  static final ArchRule onlyRunAndCliAskTheClockOrChance =
      noClasses()
          .that()
          .resideOutsideOfPackages("..run..", "..cli..")
          .should()
          .callCodeUnitWhere(
              new DescribedPredicate<JavaCall<?>>("it is a clock or chance") {
                @Override
                public boolean test(JavaCall<?> call) {
                  return (call.getName().equals("now")
                          && call.getTargetOwner().getPackageName().startsWith("java.time"))
                      || call.getName().equals("randomUUID")
                      || (call.getTargetOwner().getName().equals("java.lang.Math")
                          && call.getName().equals("random"))
                      || Set.of("currentTimeMillis", "nanoTime").contains(call.getName())
                      || (call.getTargetOwner().getName().equals("org.apache.spark.sql.functions")
                          && Set.of(
                                  "rand",
                                  "randn",
                                  "uuid",
                                  "current_date",
                                  "current_timestamp",
                                  "monotonically_increasing_id")
                              .contains(call.getName()));
                }
              });

  @ArchTest
  static final ArchRule jobsAreFinalPublicAndInADomain =
      classes()
          .that()
          .implement(Job.class)
          .should()
          .haveModifier(JavaModifier.FINAL)
          .andShould()
          .bePublic()
          .andShould()
          .resideInAnyPackage(DOMAINS);

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("org.caudal.(*)..").should().beFreeOfCycles();

  @ArchTest
  static void everyJobAndTableIsInTheSuite(JavaClasses all) {
    List<String> jobs =
        all.stream()
            .filter(type -> type.isAssignableTo(Job.class) && !type.isInterface())
            .map(JavaClass::getName)
            .sorted()
            .toList();
    assertThat(Suite.jobs().jobs().stream().map(job -> job.getClass().getName()).sorted())
        .isEqualTo(jobs)
        .isNotEmpty();
    List<String> tables =
        all.stream()
            .filter(type -> type.isAnnotatedWith(Table.class))
            .map(JavaClass::getName)
            .sorted()
            .toList();
    assertThat(Suite.tables().tables().stream().map(table -> table.type().getName()).sorted())
        .isEqualTo(tables);
  }

  @Test
  void classesHaveAtMost300LinesAndJobsAtMost150OfCode() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).as(file.toString()).hasSizeLessThanOrEqualTo(300);
        if (lines.stream().anyMatch(line -> line.matches(".* implements (Job<|Register ).*"))) {
          assertThat(lines.stream().filter(ArchitectureTest::isCode).count())
              .as("lines of code of " + file)
              .isLessThanOrEqualTo(150);
        }
      }
    }
  }

  private static boolean isCode(String line) {
    String text = line.strip();
    return !text.isEmpty()
        && !text.startsWith("*")
        && !text.startsWith("/*")
        && !text.startsWith("//")
        && !text.startsWith("import ")
        && !text.startsWith("package ");
  }

  private static DescribedPredicate<JavaClass> named(String name) {
    return new DescribedPredicate<>(name) {
      @Override
      public boolean test(JavaClass type) {
        return type.getName().equals(name);
      }
    };
  }
}
