package io.headwater.cli.snapshots.export;

import io.headwater.cli.CommandFailure;
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
  /**
   * @throws CommandFailure if the token can't be one
   */
  static MlflowLogin ofEnvironment(Map<String, String> environment) {
    String token = environment.get("MLFLOW_TRACKING_TOKEN");
    String user = environment.get("MLFLOW_TRACKING_USERNAME");
    String password = environment.get("MLFLOW_TRACKING_PASSWORD");
    if (user != null && password != null) {
      byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
      return new MlflowLogin(Optional.of("Basic " + Base64.getEncoder().encodeToString(pair)));
    }
    return new MlflowLogin(
        Optional.ofNullable(token)
            .map(String::strip)
            .filter(stripped -> !stripped.isEmpty())
            .map(stripped -> "Bearer " + checked(stripped)));
  }

  /** The token is not shown. */
  private static String checked(String token) {
    if (!token.matches("[!-~]+")) {
      throw CommandFailure.environment(
          "MLFLOW_TRACKING_TOKEN has a line break, or another character that no token has; set it anew",
          null);
    }
    return token;
  }

  @Override
  public String toString() {
    return authorization.isPresent() ? "a login" : "no login";
  }
}
