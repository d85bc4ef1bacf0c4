package tidemark.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.webserver.http.HttpRouting;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A request that runs for seconds learns within two of them whether its caller has gone. */
class CallerTest {
  private final CompletableFuture<Boolean> gone = new CompletableFuture<>();

  @Test
  @EnabledOnOs(OS.LINUX)
  void aCallerThatHasClosedIsNoticed() throws Exception {
    assertThat(gone(true)).isTrue();
  }

  @Test
  void aCallerThatWaitsIsNot() throws Exception {
    assertThat(gone(false)).isFalse();
  }

  private boolean gone(boolean closes) throws Exception {
    HttpRouting.Builder routing =
        HttpRouting.builder()
            .get(
                "/slow",
                (request, response) -> {
                  gone.complete(look());
                  response.send("done");
                });
    try (HttpListener server = TestPort.open(routing)) {
      Socket socket = new Socket("127.0.0.1", server.address().getPort());
      socket
          .getOutputStream()
          .write("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      if (closes) {
        Thread.sleep(200);
        socket.close();
      }
      boolean answer = gone.get(10, TimeUnit.SECONDS);
      socket.close();
      return answer;
    }
  }

  /** What a long read does: it asks again and again. */
  private static boolean look() throws InterruptedException {
    BooleanSupplier caller = Caller.current();
    for (int i = 0; i < 250 && !caller.getAsBoolean(); i++) {
      Thread.sleep(10);
    }
    return caller.getAsBoolean();
  }
}
