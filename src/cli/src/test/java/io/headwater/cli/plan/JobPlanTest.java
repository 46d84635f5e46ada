package io.headwater.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.cli.configs.ReadyConfig;
import io.headwater.job.config.JobConfig;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class JobPlanTest {
  private static JobConfig config(String name) {
    return JobConfig.parse(ReadyConfig.named(name).orElseThrow().yaml(), name);
  }

  static List<ReadyConfig> all() {
    return ReadyConfig.all();
  }

  /** Of LeNet at 28 x 28 in the Caffe form: 431,080 parameters with a head of 10 classes. */
  @Test
  void countsWhatIsPublished() {
    JobPlan plan = JobPlan.of(config("lenet-four-tasks"), true);
    NetworkPlan trunk = plan.networks().get(0);
    NetworkPlan garment = plan.networks().get(1);
    assertThat(trunk.parameters() + garment.parameters()).isEqualTo(431_080);
    assertThat(garment.flops()).isEqualTo(2 * 500 * 10);
    LayerPlan conv1 =
        trunk.layers().stream()
            .filter(layer -> layer.name().equals("conv1"))
            .findFirst()
            .orElseThrow();
    assertThat(conv1.parameters()).isEqualTo(20 * 25 + 20);
    assertThat(conv1.flops()).isEqualTo(2 * 20 * 25 * 24 * 24);
    assertThat(conv1.output()).containsExactly(20, 24, 24);
  }

  @ParameterizedTest
  @MethodSource("all")
  void saysEverythingOfEachConfiguration(ReadyConfig ready) throws Exception {
    JobConfig config = JobConfig.parse(ready.yaml(), ready.name());
    JobPlan plan = JobPlan.of(config, false);
    assertThat(plan.parameters())
        .isEqualTo(
            config.architecture().networks().stream()
                .mapToLong(network -> network.parameterCount())
                .sum());
    StringWriter text = new StringWriter();
    PlanText.print(plan, new PrintWriter(text));
    for (String topic : List.of("headwater-garment", "headwater-snapshots", "headwater-rejected")) {
      assertThat(text.toString()).contains(topic);
    }
    Document drawing =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(PlanDrawing.of(plan))));
    assertThat(drawing.getElementsByTagName("rect").getLength())
        .isEqualTo(plan.networks().size() + plan.topics().size());
  }

  @Test
  void saysHowItLearns() {
    JobPlan plan =
        JobPlan.of(
            JobConfig.parse(
                ReadyConfig.named("lenet-four-tasks")
                    .orElseThrow()
                    .yaml()
                    .replace(
                        "optimiser: {kind: adam, learningRate: 0.001}",
                        "optimiser: {kind: sgd, momentum: 0.8}\n  weighting: dwa\n  combination: pcgrad"),
                "test"),
            false);

    assertThat(plan.methods())
        .containsEntry(
            "optimiser", "sgd, learningRate 0.01, momentum 0.8, nesterov false, weightDecay 0.0")
        .containsEntry("weighting", "dwa, temperature 2.0, interval 100")
        .containsEntry("combination", "pcgrad, gradients parameters")
        .containsEntry("architecture", "shared");
    assertThat(plan.tasks())
        .extracting(TaskPlan::loss)
        .containsExactly(
            "cross-entropy",
            "class-balanced",
            "smooth-l1, beta 0.1, boxWeight 5.0",
            "cross-entropy");
    assertThat(PlanDrawing.of(plan)).contains("weighting: dwa", "loss: class-balanced");
  }

  @Test
  void amountsAreReadable() {
    assertThat(Amount.of(9_999)).isEqualTo("9999");
    assertThat(Amount.of(61_100_840)).isEqualTo("61.1 M");
    assertThat(Amount.ofBytes(1_536)).isEqualTo("1.50 KiB");
  }
}
