package io.headwater.snapshots;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Message;
import io.headwater.learning.engine.ResidualTrunk;
import io.headwater.learning.learner.InitialState;
import io.headwater.learning.learner.TowersAndHeads;
import io.headwater.learning.model.Architecture;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The lists of what is allowed are those of what the exporter writes, without anything more. */
class OnnxFieldsTest {
  private final List<ModelProto> exported =
      Stream.of(
              Models.LENET,
              MapModels.DECODER,
              MapModels.TWO_OF_PAIRS,
              TowersAndHeads.CROSS_STITCH.on(Models.INPUT),
              TowersAndHeads.EXPERTS.on(Models.INPUT),
              Architecture.of(ResidualTrunk.of(Models.INPUT), Models.INPUT, Models.TASKS))
          .map(each -> OnnxExport.toOnnx(each, InitialState.of(each, 1), "fashion", 1))
          .toList();

  @Test
  void everyAllowedFieldIsWritten() {
    Map<Descriptor, Set<String>> written = new HashMap<>();
    exported.forEach(model -> collect(model, written));
    assertThat(OnnxFields.WRITTEN).isEqualTo(written);
  }

  @Test
  void everyAllowedOperatorIsWritten() {
    assertThat(exported)
        .flatMap(model -> model.getGraph().getNodeList())
        .extracting(NodeProto::getOpType)
        .containsOnly(
            Stream.of(OnnxOperator.values()).map(OnnxOperator::onnxName).toArray(String[]::new));
  }

  @Test
  void everyAllowedAttributeIsWritten() {
    Map<String, Set<String>> written = new HashMap<>();
    exported.stream()
        .flatMap(model -> model.getGraph().getNodeList().stream())
        .forEach(
            node ->
                node.getAttributeList()
                    .forEach(
                        attribute ->
                            written
                                .computeIfAbsent(node.getOpType(), key -> new HashSet<>())
                                .add(attribute.getName())));
    for (OnnxOperator operator : OnnxOperator.values()) {
      assertThat(operator.attributes())
          .as(operator.onnxName())
          .extracting(OnnxAttribute::name)
          .containsExactlyInAnyOrderElementsOf(written.getOrDefault(operator.onnxName(), Set.of()));
    }
  }

  private static void collect(Message message, Map<Descriptor, Set<String>> written) {
    Set<String> names =
        written.computeIfAbsent(message.getDescriptorForType(), key -> new HashSet<>());
    message
        .getAllFields()
        .forEach(
            (field, value) -> {
              names.add(field.getName());
              List<?> values = value instanceof List<?> list ? list : List.of(value);
              values.stream()
                  .filter(Message.class::isInstance)
                  .forEach(each -> collect((Message) each, written));
            });
  }
}
