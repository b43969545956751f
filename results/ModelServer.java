import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/**
 * A language model that always says "container 1", after so many milliseconds: what measure-models
 * asks. java ModelServer.java MILLISECONDS; prints its port.
 */
class ModelServer {

  private static final byte[] REPLY =
      ("{\"id\":\"1\",\"object\":\"chat.completion\",\"created\":0,\"model\":\"test\",\"choices\":[{\"index\":0,"
              + "\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\",\"content\":"
              + "\"{\\\"reasoning\\\":\\\"\\\",\\\"ranking\\\":[{\\\"container\\\":1,\\\"probability\\\":1}]}\"}}],"
              + "\"usage\":{\"prompt_tokens\":500,\"completion_tokens\":20,\"total_tokens\":520}}")
          .getBytes(StandardCharsets.UTF_8);

  public static void main(String[] args) throws Exception {
    long delay = Long.parseLong(args[0]);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
    server.setExecutor(Executors.newFixedThreadPool(delay == 0 ? 4 : 128));
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          try {
            Thread.sleep(delay);
          } catch (InterruptedException e) {
            return;
          }
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, REPLY.length);
          exchange.getResponseBody().write(REPLY);
          exchange.close();
        });
    server.start();
    System.out.println(server.getAddress().getPort());
  }
}
