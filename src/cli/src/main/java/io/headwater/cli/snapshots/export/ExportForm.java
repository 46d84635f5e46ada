package io.headwater.cli.snapshots.export;

import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The forms in which a snapshot is exported. */
enum ExportForm {
  /** A folder of the model and its manifest, as clients without Kafka read it. */
  FILE,
  /** A folder that MLflow loads as a model. */
  MLFLOW,
  /** The weights alone, in the format of that name. */
  SAFETENSORS,
  /** A model of Triton's repository. */
  TRITON;

  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  static final class Converter implements ITypeConverter<ExportForm> {
    @Override
    public ExportForm convert(String value) {
      return Arrays.stream(values())
          .filter(form -> form.id().equals(value))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'%s' is not one of %s"
                          .formatted(value, Arrays.stream(values()).map(ExportForm::id).toList())));
    }
  }
}
