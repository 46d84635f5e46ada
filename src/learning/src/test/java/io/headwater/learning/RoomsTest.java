package io.headwater.learning;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** How the packages may depend on each other; {@code engine.plain} is one beside {@code engine}. */
@AnalyzeClasses(packages = "io.headwater.learning", importOptions = DoNotIncludeTests.class)
class RoomsTest {
  private static final String LEARNER = "io.headwater.learning.learner";

  @ArchTest
  static final ArchRule roomsKnowEachOtherOneWay =
      slices().matching("io.headwater.learning.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule noRoomKnowsTheLearner =
      noClasses()
          .that()
          .resideOutsideOfPackage(LEARNER)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(LEARNER);
}
