package io.headwater.serve.protocol;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.headwater.serve.protocol.Inference.Wanted;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/** Writes {@code inference_response}, with binary tensors after its JSON. */
public final class InferenceWriter {
  private static final JsonFactory JSON = new JsonFactory();

  private InferenceWriter() {}

  /**
   * The answer.
   *
   * @param body JSON, then binary tensors
   * @param jsonLength of its JSON
   */
  public record Answer(byte[] body, int jsonLength) {
    /** Whether binary tensors follow the JSON. */
    public boolean hasBinary() {
      return jsonLength < body.length;
    }
  }

  /**
   * @param values of the wanted outputs, by name
   */
  public static Answer write(
      ModelSignature model, Inference inference, Map<String, float[]> values) {
    byte[] json = json(model, inference, values);
    int binary = 0;
    for (Wanted wanted : inference.outputs()) {
      binary += wanted.binary() ? bytes(values(values, wanted)) : 0;
    }
    if (binary == 0) {
      return new Answer(json, json.length);
    }
    ByteBuffer body =
        ByteBuffer.allocate(json.length + binary).order(ByteOrder.LITTLE_ENDIAN).put(json);
    for (Wanted wanted : inference.outputs()) {
      if (wanted.binary()) {
        float[] floats = values(values, wanted);
        body.slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(floats);
        body.position(body.position() + bytes(floats));
      }
    }
    return new Answer(body.array(), json.length);
  }

  private static byte[] json(
      ModelSignature model, Inference inference, Map<String, float[]> values) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("model_name", model.name());
      json.writeStringField("model_version", model.versions().get(0));
      if (inference.id() != null) {
        json.writeStringField("id", inference.id());
      }
      json.writeArrayFieldStart("outputs");
      for (Wanted wanted : inference.outputs()) {
        output(json, wanted, inference.work().count(), values(values, wanted));
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("an array could not be written", e);
    }
    return out.toByteArray();
  }

  private static void output(JsonGenerator json, Wanted wanted, int count, float[] values)
      throws IOException {
    TensorSignature output = wanted.output();
    json.writeStartObject();
    json.writeStringField("name", output.name());
    json.writeStringField("datatype", output.type().name());
    json.writeArrayFieldStart("shape");
    for (long size : output.shapeOf(count)) {
      json.writeNumber(size);
    }
    json.writeEndArray();
    if (wanted.binary()) {
      json.writeObjectFieldStart("parameters");
      json.writeNumberField("binary_data_size", bytes(values));
      json.writeEndObject();
    } else {
      json.writeArrayFieldStart("data");
      for (float value : values) {
        json.writeNumber(value);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static int bytes(float[] values) {
    return Math.multiplyExact(values.length, Float.BYTES);
  }

  private static float[] values(Map<String, float[]> values, Wanted wanted) {
    return requireNonNull(values.get(wanted.output().name()));
  }
}
