package io.headwater.serve.protocol;

import static io.headwater.learning.model.Architecture.REFERENCE;
import static io.headwater.learning.model.Port.IMAGE;

import io.headwater.serve.RequestRefusedException;
import io.headwater.serve.batch.Work;
import io.headwater.serve.protocol.InferRequest.Input;
import io.headwater.serve.protocol.InferRequest.Output;
import io.headwater.serve.protocol.Inference.Wanted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the body of an inference request, and holds it against what the model takes. */
public final class InferenceReader {
  private static final float[] NO_REFERENCE = {};

  private final ModelSignature model;
  private final int maxImages;

  /**
   * @param maxImages of a request, at least 1
   */
  public InferenceReader(ModelSignature model, int maxImages) {
    this.model = model;
    this.maxImages = maxImages;
  }

  /**
   * @param jsonLength how much of the body is JSON; the rest are binary tensors
   * @throws RequestRefusedException if it is no request, or none for this model
   */
  public Inference read(byte[] body, int jsonLength) {
    InferRequest request = new RequestParser(mostNumbers()).parse(body, jsonLength);
    Map<String, TensorValues> inputs = inputs(request, body, jsonLength);
    TensorValues image = inputs.get(IMAGE);
    if (image == null) {
      throw RequestRefusedException.wrong(
          "the request has no input '%s'; model '%s' needs it", IMAGE, model.name());
    }
    TensorValues reference = inputs.get(REFERENCE);
    if (reference != null && reference.count() != 1 && reference.count() != image.count()) {
      throw RequestRefusedException.wrong(
          "there are %d references for %d images; there must be one for all, or one for each",
          reference.count(), image.count());
    }
    List<Wanted> outputs = outputs(request, reference != null);
    Set<String> names =
        outputs.stream().map(wanted -> wanted.output().name()).collect(Collectors.toSet());
    return new Inference(
        request.id(),
        new Work(
            image.bytes(),
            image.count(),
            reference == null ? NO_REFERENCE : reference.floats(),
            names),
        outputs);
  }

  private int mostNumbers() {
    long most =
        model.inputs().stream().mapToLong(TensorSignature::sizeOfOne).max().orElse(1) * maxImages;
    return (int) Math.min(Integer.MAX_VALUE, most);
  }

  private Map<String, TensorValues> inputs(InferRequest request, byte[] body, int jsonLength) {
    Map<String, TensorValues> inputs = new HashMap<>();
    long at = jsonLength;
    for (Input input : request.inputs()) {
      TensorSignature signature = signature(input);
      TensorValues values = TensorValues.of(input, signature, maxImages, body, at);
      at += input.binaryBytes() == null ? 0 : input.binaryBytes();
      if (inputs.put(signature.name(), values) != null) {
        throw RequestRefusedException.wrong("the request has '%s' twice", signature.name());
      }
    }
    if (at != body.length) {
      throw RequestRefusedException.wrong(
          "%,d bytes follow the JSON; the inputs' binary_data_size come to %,d",
          body.length - jsonLength, at - jsonLength);
    }
    return inputs;
  }

  private TensorSignature signature(Input input) {
    String name = String.valueOf(input.name());
    return model
        .input(name)
        .orElseThrow(
            () ->
                RequestRefusedException.wrong(
                    "there is no input '%s'; model '%s' has %s",
                    name,
                    model.name(),
                    model.inputs().stream().map(TensorSignature::name).toList()));
  }

  private List<Wanted> outputs(InferRequest request, boolean hasReference) {
    List<Wanted> wanted = new ArrayList<>();
    if (request.outputs().isEmpty()) {
      for (TensorSignature output : model.outputs()) {
        if (hasReference || !model.pairs().contains(output.name())) {
          wanted.add(new Wanted(output, request.binaryOutputs()));
        }
      }
      return wanted;
    }
    Set<String> asked = new HashSet<>();
    for (Output output : request.outputs()) {
      TensorSignature signature = signature(output);
      if (!asked.add(signature.name())) {
        throw RequestRefusedException.wrong("the request asks for '%s' twice", signature.name());
      }
      if (!hasReference && model.pairs().contains(signature.name())) {
        throw RequestRefusedException.wrong(
            "output '%s' compares images, and the request has no input '%s'; send the 'features'"
                + " of the image to compare with",
            signature.name(), REFERENCE);
      }
      wanted.add(new Wanted(signature, output.binary()));
    }
    return wanted;
  }

  private TensorSignature signature(Output output) {
    String name = String.valueOf(output.name());
    return model
        .output(name)
        .orElseThrow(
            () ->
                RequestRefusedException.wrong(
                    "there is no output '%s'; model '%s' has %s",
                    name,
                    model.name(),
                    model.outputs().stream().map(TensorSignature::name).toList()));
  }
}
