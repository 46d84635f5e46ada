package io.headwater.job;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** How the job's packages may depend on each other, and on Flink. */
@AnalyzeClasses(packages = "io.headwater", importOptions = DoNotIncludeTests.class)
class StagesTest {
  private static final String JOB = "io.headwater.job";
  private static final List<String> STAGES =
      List.of("ingest", "decode", "augment", "batch", "train", "evaluate", "publish");

  @ArchTest
  static void noStageKnowsALaterOne(JavaClasses classes) {
    for (int stage = 1; stage < STAGES.size(); stage++) {
      noClasses()
          .that(resideInAPackage(packages(stage - 1, stage)[0]))
          .should()
          .dependOnClassesThat(resideInAnyPackage(packages(stage, STAGES.size())))
          .check(classes);
    }
  }

  @ArchTest
  static final ArchRule configurationKnowsNoStage =
      noClasses()
          .that(resideInAPackage(JOB + ".config.."))
          .should()
          .dependOnClassesThat(resideInAnyPackage(packages(0, STAGES.size())));

  @ArchTest
  static final ArchRule onlyTheJobKnowsFlink =
      noClasses()
          .that(resideInAPackage("io.headwater.."))
          .and()
          .resideOutsideOfPackage(JOB + "..")
          .should()
          .dependOnClassesThat(resideInAPackage("org.apache.flink.."));

  /** What a stage does is in plain classes; those that know Flink are thin, and named for it. */
  @ArchTest
  static final ArchRule onlyAdaptersKnowFlink =
      noClasses()
          .that(resideInAnyPackage(packages(0, STAGES.size())))
          .and()
          .haveNameNotMatching(
              ".*(Function|Operator|Metrics|Serializer|Deserializer|Source|Sinks|Buffer|Checkpoint)(\\$.*)?"
                  + "|.*\\.Keyed\\w+")
          .should()
          .dependOnClassesThat(resideInAPackage("org.apache.flink.."));

  private static String[] packages(int from, int to) {
    return STAGES.subList(from, to).stream()
        .map(stage -> JOB + "." + stage + "..")
        .toArray(String[]::new);
  }
}
