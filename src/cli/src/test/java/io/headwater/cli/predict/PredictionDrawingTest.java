package io.headwater.cli.predict;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PredictionDrawingTest {
  @Test
  void smallImagesAreEnlargedAndStripsOnlySoFar() {
    assertThat(PredictionDrawing.scale(28, 28)).isEqualTo(10);
    assertThat(PredictionDrawing.scale(1_000, 1)).isEqualTo(2);
    assertThat(PredictionDrawing.scale(1, 16_000)).isEqualTo(1);
    assertThat(PredictionDrawing.scale(800, 600)).isEqualTo(1);
  }
}
