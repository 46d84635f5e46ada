package io.headwater.snapshots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.headwater.learning.learner.InitialState;
import io.headwater.learning.learner.LearnerState;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Ensemble.Fusion;
import io.headwater.learning.model.Ensemble.Training;
import io.headwater.learning.model.Input;
import io.headwater.learning.model.Layer;
import io.headwater.learning.model.Member;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.NetworkBuilder;
import io.headwater.learning.model.Port;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.model.backbone.Twin;
import io.headwater.learning.model.sharing.Backbones;
import io.headwater.learning.model.sharing.CrossStitch;
import io.headwater.learning.model.sharing.EnsembleOfBackbones;
import io.headwater.learning.model.sharing.MixtureOfExperts;
import io.headwater.learning.model.sharing.PerTask;
import io.headwater.learning.model.sharing.Sharing;
import io.headwater.learning.task.Task;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Models of several towers, and of heads that read more than one vector. */
class OnnxTowersTest {
  private static final Input VECTOR = Input.floats(List.of(6));

  @Test
  void aHeadReadsMapsOfTwoResolutions() {
    assertAgreement(MapModels.DECODER);
  }

  @Test
  void tasksHaveTowersOfTheirOwn() {
    Network shared = MapModels.taps();
    Network own = tower("own", Input.bytes(Models.INPUT.dimensions()), true);
    Network upon = tower("upon", Input.floats(shared.shape("coarse")), false);
    Map<String, Member> heads = new LinkedHashMap<>();
    heads.put("garment", MapModels.dense(MapModels.GARMENT, own));
    heads.put("place", MapModels.dense(MapModels.PLACE, upon));
    Member uponShared = new Member(upon, Map.of("x", Port.of(shared.name(), "coarse")));
    assertAgreement(
        model(
            List.of(Member.tower(shared), Member.tower(own), uponShared),
            List.of(MapModels.GARMENT, MapModels.PLACE),
            heads));
  }

  @Test
  void eachTaskHasANetworkOfItsOwn() {
    assertAgreement(sharing(new PerTask(), Models.TASKS));
  }

  @Test
  void towersAreMixed() {
    assertAgreement(sharing(new CrossStitch(), Models.TASKS));
  }

  @Test
  void gatesChooseAmongExperts() {
    assertAgreement(sharing(new MixtureOfExperts(3), Models.TASKS));
  }

  /** EnsembleTest holds what is predicted to the members' predictions. */
  @ParameterizedTest
  @EnumSource
  void whatMembersPredictIsFused(Fusion fusion) {
    assertAgreement(
        sharing(
            new EnsembleOfBackbones(
                List.of(Backbone.LENET, Backbone.LENET, Backbone.RESNET18),
                fusion,
                Training.BAGGING),
            Models.TASKS));
  }

  /** The features of an image are then those of both networks, one after another. */
  @Test
  void pairsAreComparedByTheFeaturesOfSeveralNetworks() {
    Architecture model = MapModels.TWO_OF_PAIRS;
    LearnerState state = InitialState.of(model, 6);
    Agreement.require(model, state, Models.examples(3, 47));
    try (OnnxModel onnx = Agreement.model(model, state)) {
      assertThat(onnx.features(new byte[2 * Models.INPUT.size()], 2)[1]).hasSize(1000);
    }
  }

  private static Architecture sharing(Sharing sharing, List<Task> tasks) {
    return sharing.architecture(
        Models.INPUT, tasks, Models.DENSE, new Backbones(Backbone.LENET, Map.of()));
  }

  @Test
  void aHeadReadsWhatAnotherPredicts() {
    Map<String, Member> heads = new LinkedHashMap<>();
    Member garment = MapModels.dense(MapModels.GARMENT, vectorOfTaps());
    heads.put("garment", garment);
    Map<String, Port> reads = new LinkedHashMap<>();
    reads.put("features", Port.of(Architecture.TRUNK, "vector"));
    reads.put("garment", Port.of("garment", garment.network().outputs().get(0)));
    Map<String, Input> inputs = new LinkedHashMap<>();
    inputs.put("features", VECTOR);
    inputs.put("garment", Input.floats(List.of(3)));
    heads.put("place", MapModels.dense("place", 5, reads, inputs));
    assertAgreement(taps(List.of(MapModels.GARMENT, MapModels.PLACE), heads));
  }

  @Test
  void auxiliariesAreLeftOut() {
    Architecture trained = MapModels.withAuxiliary(MapModels.DECODER);
    LearnerState state = InitialState.of(trained, 6);
    ModelProto model = OnnxExport.toOnnx(trained, state, "fashion", 1);
    LearnerState without = InitialState.of(MapModels.DECODER, 6);
    assertThat(model.getGraph())
        .isEqualTo(OnnxExport.toOnnx(MapModels.DECODER, without, "fashion", 1).getGraph());
    assertAgreement(trained);
  }

  @Test
  void theClassifiersBesideATrunkAreLeftOut() {
    Architecture model = Twin.OF_GOOGLENET.architecture(Models.TASKS);
    assertThat(model.auxiliaries()).hasSize(2);
    ModelProto exported = OnnxExport.toOnnx(model, InitialState.of(model, 6), "fashion", 1);
    assertThat(exported.toString()).doesNotContain("auxiliary").contains("trunk/4d/join");
  }

  /** The reference is one for all images there, where only single images are scored. */
  @Test
  void pairsAreComparedByTheirMaps() {
    Network taps = MapModels.taps();
    Input map = Input.floats(taps.shape("coarse"));
    Network same =
        NetworkBuilder.of("same")
            .input("one", map)
            .input("other", map)
            .then("both", new Layer.Concatenate(), "one", "other")
            .then("mix", new Layer.Convolution(2, 3, 1, 1))
            .then("flat", new Layer.Flatten())
            .then("output", new Layer.Dense(1))
            .build();
    Port coarse = Port.of(taps.name(), "coarse");
    Map<String, Member> heads = new LinkedHashMap<>();
    heads.put("garment", MapModels.dense(MapModels.GARMENT, taps));
    heads.put("same", new Member(same, Map.of("one", coarse, "other", coarse.ofOther())));
    Architecture architecture = taps(List.of(MapModels.GARMENT, MapModels.SAME), heads);
    assertAgreement(architecture);
    try (OnnxModel model = Agreement.model(architecture, InitialState.of(architecture, 6))) {
      assertThat(model.features(new byte[2 * Models.INPUT.size()], 2)[1]).hasSize(map.size());
    }
  }

  @Test
  void aHeadMayEndInMapsOfOnePixel() {
    Network taps = MapModels.taps();
    Network garment =
        NetworkBuilder.of("garment")
            .input("fine", Input.floats(taps.shape("fine")))
            .then("conv", new Layer.Convolution(3, 3, 2, 1))
            .then("pixel", new Layer.Resize(1, 1))
            .build();
    assertAgreement(
        taps(
            List.of(MapModels.GARMENT),
            Map.of("garment", new Member(garment, Map.of("fine", Port.of("trunk", "fine"))))));
  }

  @Test
  void onlyTasksOfPairsReadTheOtherImage() {
    assertRefused(
        taps(
            List.of(MapModels.SAME),
            Map.of("same", MapModels.dense(MapModels.SAME, vectorOfTaps()))),
        "the head of task 'same' of kind similarity does not read of the pair's other image");
    Port other = Port.of(Architecture.TRUNK, "vector").ofOther();
    Member garment = MapModels.dense("garment", 3, Map.of("other", other), Map.of("other", VECTOR));
    assertRefused(
        taps(List.of(MapModels.GARMENT), Map.of("garment", garment)),
        "the head of task 'garment' of kind classification reads of the pair's other image");
    Map<String, Member> heads = new LinkedHashMap<>();
    heads.put("same", MapModels.dense("same", 1, Map.of("other", other), Map.of("other", VECTOR)));
    Port same = Port.of("same", heads.get("same").network().outputs().get(0));
    heads.put(
        "garment",
        MapModels.dense(
            "garment", 3, Map.of("same", same), Map.of("same", Input.floats(List.of(1)))));
    assertRefused(
        taps(List.of(MapModels.SAME, MapModels.GARMENT), heads),
        "the head of task 'garment' of kind classification reads of the pair's other image");
  }

  @Test
  void theOtherImageIsReadByItsFeatures() {
    Network pixels =
        NetworkBuilder.of("same")
            .input("other", Input.bytes(Models.INPUT.dimensions()))
            .then("scale", new Layer.Scale())
            .then("flat", new Layer.Flatten())
            .then("output", new Layer.Dense(1))
            .build();
    assertRefused(
        taps(
            List.of(MapModels.SAME),
            Map.of("same", new Member(pixels, Map.of("other", Port.image().ofOther())))),
        "the pixels of a pair's other image are read");
  }

  private static void assertAgreement(Architecture architecture) {
    Agreement.require(architecture, Models.trained(architecture, 2), Models.examples(3, 47));
  }

  private static void assertRefused(Architecture architecture, String why) {
    LearnerState state = InitialState.of(architecture, 1);
    assertThatThrownBy(() -> OnnxExport.toOnnx(architecture, state, "fashion", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  private static Network vectorOfTaps() {
    return MapModels.taps().withOutputs(List.of("vector"));
  }

  private static Architecture taps(List<Task> tasks, Map<String, Member> heads) {
    return model(List.of(Member.tower(MapModels.taps())), tasks, heads);
  }

  private static Architecture model(
      List<Member> towers, List<Task> tasks, Map<String, Member> heads) {
    return new Architecture(Models.INPUT, towers, tasks, heads);
  }

  private static Network tower(String name, Input input, boolean scaled) {
    NetworkBuilder tower = NetworkBuilder.of(name).input("x", input);
    if (scaled) {
      tower.then("scale", new Layer.Scale());
    }
    return tower
        .then("conv", new Layer.Convolution(5, 3, 2, 1))
        .then("relu", new Layer.Relu())
        .then("mean", new Layer.GlobalAveragePool())
        .build();
  }
}
