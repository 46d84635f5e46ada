package io.headwater.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.headwater.serve.ServeConfig.Limits;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is not for the model, or too much, is refused by a sentence that names it, the same in any
 * locale.
 */
class RefusalsTest {
  private static final int HUNDRED_MEGABYTES = 100_000_000;
  private static final String PIXELS =
      IntStream.range(0, 784).mapToObj(i -> "7").collect(Collectors.joining(","));

  private static final Locale USUAL = Locale.getDefault();

  private static TestServer server;

  @BeforeAll
  static void serve() {
    Locale.setDefault(Locale.forLanguageTag("ar-EG"));
    server = TestServer.start(Limits.of(1 << 20, 4));
    server.live().swap(GarmentSnapshots.snapshot(3));
  }

  @AfterAll
  static void close() {
    server.close();
    Locale.setDefault(USUAL);
  }

  /** In each line quotes are ' and PIXELS stands for the pixels of an image. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          hello                                                  | no JSON
          []                                                     | does not begin with a JSON object
          {'inputs':[]}                                          | no input 'image'; model 'garments' needs it
          {'inputs':7}                                           | 'inputs' is no array
          {'inputs':[7]}                                         | 'inputs' holds 7; it must hold objects
          {'inputs':[{'name':'picture'}]}                        | no input 'picture'; model 'garments' has [image, reference]
          {'inputs':[{'name':'image','datatype':'FP32','shape':[1,1,28,28],'data':[PIXELS]}]}  | datatype of input 'image' is FP32; it must be UINT8
          {'inputs':[{'name':'image','shape':[1,1,28,28],'data':[PIXELS]}]}                    | datatype of input 'image' is null
          {'inputs':[{'name':'image','datatype':'UINT8','shape':[1,28,28],'data':[PIXELS]}]}   | shape of input 'image' is [1, 28, 28]; it must be [-1, 1, 28, 28]
          {'inputs':[{'name':'image','datatype':'UINT8','shape':[1,1,32,32],'data':[PIXELS]}]} | shape of input 'image' is [1, 1, 32, 32]
          {'inputs':[{'name':'image','datatype':'UINT8','shape':[0,1,28,28],'data':[]}]}       | shape of input 'image' is [0, 1, 28, 28]
          {'inputs':[{'name':'image','datatype':'UINT8','shape':[1.5,1,28,28],'data':[]}]}     | 'shape' holds 1.5; it must hold whole numbers
          {'inputs':[{'name':'image','datatype':'UINT8','shape':[5,1,28,28],'data':[PIXELS]}]} | there are 5 images in input 'image'; this server takes 4 at once
          {'inputs':[{'name':'image','datatype':'UINT8','shape':[9223372036854775807,1,28,28],'data':[PIXELS]}]} | this server takes 4 at once
          {'inputs':[{'name':'image','datatype':'UINT8','shape':[2,1,28,28],'data':[PIXELS]}]} | input 'image' has 784 numbers; its shape takes 1,568
          {'inputs':[{'name':'image','datatype':'UINT8','shape':[1,1,28,28]}]}                 | has neither 'data' nor 'binary_data_size'
          {'inputs':[{'name':'image','datatype':'UINT8','shape':[1,1,28,28],'data':[256,PIXELS]}]} | has 785 numbers
          {'inputs':[{'name':'image','datatype':'UINT8','shape':[1,1,28,28],'data':['a',PIXELS]}]} | 'data' of an input holds a; it must hold numbers
          {'inputs':[{'name':'image','datatype':'UINT8','shape':[1,1,28,28],'data':[PIXELS,PIXELS,PIXELS,PIXELS,PIXELS]}]} | over 3,136 numbers
          {'inputs':[{'name':'image','datatype':'UINT8','shape':[1,1,28,28],'parameters':{'binary_data_size':784}}]} | and 0 bytes are there; its shape takes 784
          {'inputs':[{'name':'image','datatype':'UINT8','shape':[1,1,28,28],'parameters':{'binary_data_size':-1}}]}  | binary_data_size of input 'image' is -1
          {'inputs':[{'name':'image','datatype':'UINT8','shape':[1,1,28,28],'data':[PIXELS]}],'outputs':[{'name':'boots'}]}      | no output 'boots'; model 'garments' has [garment, edges, location, similarity, features]
          {'inputs':[{'name':'image','datatype':'UINT8','shape':[1,1,28,28],'data':[PIXELS]}],'outputs':[{'name':'similarity'}]} | output 'similarity' compares images, and the request has no input 'reference'
          {'inputs':[{'name':'image','datatype':'UINT8','shape':[1,1,28,28],'data':[PIXELS]},{'name':'image','datatype':'UINT8','shape':[1,1,28,28],'data':[PIXELS]}]} | the request has 'image' twice
          {'inputs':[{'name':'image','datatype':'UINT8','shape':[1,1,28,28],'data':[PIXELS]}],'outputs':[{'name':'edges'},{'name':'edges'}]} | the request asks for 'edges' twice
          {'inputs':[]} []                                       | something follows the JSON
          {'inputs':[                                            | no JSON
          """)
  void wrongRequests(String request, String sentence) throws Exception {
    String json = request.replace('\'', '"').replace("PIXELS", PIXELS);
    assertThat(Answer.post(server.inferUrl(), json).refusal(400)).contains(sentence);
  }

  @Test
  void pixelsThatAreNone() throws Exception {
    for (String pixel : new String[] {"256", "-1", "0.5", "1e30"}) {
      String json =
          "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"UINT8\",\"shape\":[1,1,28,28],\"data\":[%s,%s]}]}"
              .formatted(pixel, PIXELS.substring(2));
      assertThat(Answer.post(server.inferUrl(), json).refusal(400))
          .contains("UINT8 are whole numbers from 0 to 255");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /v2/models/boots                   | no model 'boots' here; 'garments' is served
          /v2/models/garments/versions/4     | version 4 of model 'garments' is not served; version 3 is
          /v2/models/garments/versions/x     | version x of model 'garments' is not served
          /v3                                | there is no /v3 here; there are /v2, /predict and /metrics
          """)
  void whatIsNotHere(String path, String sentence) throws Exception {
    assertThat(Answer.get(server.url(path)).refusal(404)).contains(sentence);
  }

  @Test
  void anotherMethod() throws Exception {
    assertThat(Answer.get(server.inferUrl()).refusal(405)).contains("does not take GET");
  }

  @Test
  void aBodyOfAHundredMegabytes(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("large");
    Files.write(file, new byte[HUNDRED_MEGABYTES]);

    assertThat(Answer.post(server.inferUrl(), BodyPublishers.ofFile(file)).refusal(413))
        .contains("the body has 100,000,000 bytes; this server takes 1,048,576");
    assertThat(
            Answer.post(
                    server.url("/predict"),
                    BodyPublishers.ofInputStream(() -> new Zeros(HUNDRED_MEGABYTES)))
                .refusal(413))
        .as("in pieces, of unknown length")
        .contains("the body has more bytes; this server takes 1,048,576");
  }

  @Test
  void aBodyOfUnknownLengthTakesRoomAsItComes() throws Exception {
    try (TestServer narrow = TestServer.start(new Limits(1 << 20, 1 << 20, 4, 1))) {
      narrow.live().swap(GarmentSnapshots.snapshot(3));
      try (SlowBody slow = SlowBody.begin(narrow, "Transfer-Encoding: chunked", "1\r\n{\r\n")) {
        assertThat(
                Answer.post(
                        narrow.inferUrl(), BodyPublishers.ofInputStream(() -> new Zeros(100_000)))
                    .refusal(400))
            .as("beside one that does not come to its end")
            .contains("no JSON");
        assertThat(slow).isNotNull();
      }
    }
  }

  @Test
  void aBodyThatTrickles() throws Exception {
    try (SlowBody slow = SlowBody.begin(server, "Content-Length: 1000000", "{")) {
      assertThat(slow.trickleUntilAnswered())
          .startsWith("HTTP/1.1 408")
          .contains("the body comes too slowly");
    }
  }

  @Test
  void aNameThatIsNotThisMachines() throws Exception {
    assertThat(SlowBody.get(server, "evil.example:80"))
        .startsWith("HTTP/1.1 421")
        .contains("this server is for this machine");
    for (String host : new String[] {"localhost", "LOCALHOST:8080", "127.0.0.1:1", "[::1]:8080"}) {
      assertThat(SlowBody.get(server, host)).as(host).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void nothingIsAnsweredBeforeThereIsAModel() throws Exception {
    try (TestServer empty = TestServer.start(Limits.DEFAULT)) {
      assertThat(Answer.get(empty.url("/v2/health/live")).status()).isEqualTo(200);
      for (String path : new String[] {"/v2/health/ready", "/v2/models/garments"}) {
        assertThat(Answer.get(empty.url(path)).refusal(503)).contains("there is no model yet");
      }
      assertThat(Answer.post(empty.inferUrl(), "{}").refusal(503)).contains("no model yet");
    }
  }

  @Test
  void aPortInUseIsSaid() {
    ServeConfig taken = ServeConfig.onPort(server.server().port());
    assertThat(
            catchThrowable(
                () ->
                    ModelServer.start(
                        taken,
                        server.live(),
                        server.metrics(),
                        file -> {
                          throw new IllegalStateException();
                        })))
        .isInstanceOf(AddressInUseException.class)
        .hasMessageContaining("port " + server.server().port())
        .hasMessageContaining("0 for any free one");
  }

  /** So many zeros. */
  private static final class Zeros extends InputStream {
    private int left;

    Zeros(int count) {
      left = count;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      int count = Math.min(left, length);
      left -= count;
      return count == 0 ? -1 : count;
    }
  }
}
