package io.headwater.cli.labels;

/**
 * What is answered.
 *
 * @param status of HTTP
 * @param body to be written as JSON
 */
record Reply(int status, Object body) {
  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int ACCEPTED = 202;

  static Reply ok(Object body) {
    return new Reply(OK, body);
  }

  /** The broker has it. */
  static Reply created(Object body) {
    return new Reply(CREATED, body);
  }

  /** It will be done. */
  static Reply accepted(Object body) {
    return new Reply(ACCEPTED, body);
  }
}
