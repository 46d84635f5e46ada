package io.headwater.learning.engine;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;

/** A test of engine 'onednn', which runs on the processors that it has fast kernels for. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf(
    value = "io.headwater.learning.engine.NeedsOneDnn$Condition#isMet",
    disabledReason = "engine 'onednn' can't run here: it needs Linux on x86-64 with AVX2")
public @interface NeedsOneDnn {
  /** What the engine itself says. */
  final class Condition {
    private Condition() {}

    static boolean isMet() {
      return Engines.candidates("onednn").get(0).suitability().canRun();
    }
  }
}
