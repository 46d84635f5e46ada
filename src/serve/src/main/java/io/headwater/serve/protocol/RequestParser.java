package io.headwater.serve.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.headwater.serve.RequestRefusedException;
import io.headwater.serve.protocol.InferRequest.Input;
import io.headwater.serve.protocol.InferRequest.Output;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the JSON of a request token by token, so that no tree of its numbers is ever held. */
final class RequestParser {
  private static final JsonFactory JSON = new JsonFactory();

  /** An image and what it is compared with. */
  private static final int MOST_INPUTS = 16;

  private static final int MOST_OUTPUTS = 1_024;
  private static final int MOST_DIMENSIONS = 16;

  private final int mostNumbers;

  /**
   * @param mostNumbers of one tensor in JSON
   */
  RequestParser(int mostNumbers) {
    this.mostNumbers = mostNumbers;
  }

  /**
   * @param length of the JSON, from the body's beginning
   * @throws RequestRefusedException if it is no JSON, or no request
   */
  InferRequest parse(byte[] body, int length) {
    try (JsonParser json = JSON.createParser(body, 0, length)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw RequestRefusedException.wrong(
            "the body does not begin with a JSON object; it must be an inference request, or carry"
                + " the header Inference-Header-Content-Length if binary tensors follow it");
      }
      InferRequest request = request(json);
      if (json.nextToken() != null) {
        throw RequestRefusedException.wrong(
            "something follows the JSON of the request; binary tensors need the header"
                + " Inference-Header-Content-Length");
      }
      return request;
    } catch (JsonProcessingException e) {
      throw RequestRefusedException.wrong(
          "the request is no JSON: %s, at byte %d",
          e.getOriginalMessage(), e.getLocation() == null ? 0 : e.getLocation().getByteOffset());
    } catch (IOException e) {
      throw new UncheckedIOException("an array could not be read", e);
    }
  }

  private InferRequest request(JsonParser json) throws IOException {
    String id = null;
    List<Input> inputs = List.of();
    List<RawOutput> outputs = List.of();
    boolean binary = false;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "id" -> id = text(json, "id");
        case "inputs" -> inputs = list(json, "inputs", MOST_INPUTS, this::input);
        case "outputs" -> outputs = list(json, "outputs", MOST_OUTPUTS, RequestParser::output);
        case "parameters" -> binary = Boolean.TRUE.equals(Parameters.read(json).binaryDataOutput());
        default -> json.skipChildren();
      }
    }
    boolean otherwise = binary;
    return new InferRequest(
        id,
        inputs,
        outputs.stream()
            .map(
                output ->
                    new Output(
                        output.name(), output.binary() == null ? otherwise : output.binary()))
            .toList(),
        binary);
  }

  private Input input(JsonParser json) throws IOException {
    requireObject(json, "inputs");
    String name = null;
    String datatype = null;
    List<Long> shape = null;
    float[] numbers = null;
    Long binaryBytes = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "name" -> name = text(json, "name");
        case "datatype" -> datatype = text(json, "datatype");
        case "shape" -> shape = list(json, "shape", MOST_DIMENSIONS, RequestParser::dimension);
        case "data" -> numbers = Numbers.read(json, mostNumbers);
        case "parameters" -> binaryBytes = Parameters.read(json).binaryDataSize();
        default -> json.skipChildren();
      }
    }
    return new Input(name, datatype, shape, numbers, binaryBytes);
  }

  private record RawOutput(@Nullable String name, @Nullable Boolean binary) {}

  private static RawOutput output(JsonParser json) throws IOException {
    requireObject(json, "outputs");
    String name = null;
    Boolean binary = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "name" -> name = text(json, "name");
        case "parameters" -> binary = Parameters.read(json).binaryData();
        default -> json.skipChildren();
      }
    }
    return new RawOutput(name, binary);
  }

  private interface Element<T> {
    T read(JsonParser json) throws IOException;
  }

  private static <T> List<T> list(JsonParser json, String field, int most, Element<T> element)
      throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw RequestRefusedException.wrong("'%s' is no array", field);
    }
    List<T> list = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (list.size() == most) {
        throw RequestRefusedException.wrong("'%s' has over %d elements", field, most);
      }
      list.add(element.read(json));
    }
    return list;
  }

  private static Long dimension(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw RequestRefusedException.wrong(
          "'shape' holds %s; it must hold whole numbers", json.getText());
    }
    return json.getLongValue();
  }

  private static void requireObject(JsonParser json, String field) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw RequestRefusedException.wrong(
          "'%s' holds %s; it must hold objects", field, json.getText());
    }
  }

  private static String text(JsonParser json, String field) throws IOException {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw RequestRefusedException.wrong("'%s' is %s; it must be a string", field, json.getText());
    }
    return json.getText();
  }
}
