package io.headwater.cli.snapshots.export;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * How a tracking server is told who asks, by the variables that MLflow's own client reads.
 *
 * @param authorization the header's value, if there is one; never shown
 */
record MlflowLogin(Optional<String> authorization) {
  static MlflowLogin ofEnvironment(Map<String, String> environment) {
    String token = environment.get("MLFLOW_TRACKING_TOKEN");
    String user = environment.get("MLFLOW_TRACKING_USERNAME");
    String password = environment.get("MLFLOW_TRACKING_PASSWORD");
    if (user != null && password != null) {
      byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
      return new MlflowLogin(Optional.of("Basic " + Base64.getEncoder().encodeToString(pair)));
    }
    return new MlflowLogin(Optional.ofNullable(token).map("Bearer "::concat));
  }

  @Override
  public String toString() {
    return authorization.isPresent() ? "a login" : "no login";
  }
}
