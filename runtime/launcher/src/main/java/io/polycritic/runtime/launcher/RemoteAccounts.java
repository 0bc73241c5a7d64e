package io.polycritic.runtime.launcher;

import io.polycritic.api.control.NewToken;
import io.polycritic.api.control.TokenRequest;
import io.polycritic.api.control.TokenView;
import io.polycritic.api.control.UserChange;
import io.polycritic.api.control.UserRequest;
import io.polycritic.api.control.UserView;
import java.util.List;

/**
 * Users and tokens of the process that serves the data folder, through its REST interface, so that its audit log knows.
 *
 * @param rest the interface
 */
record RemoteAccounts(Rest rest) {
    /** A one-time code, and the console's page that logs in with it. */
    private record Code(String code, String path) {}

    List<UserView> users() {
        return rest.list("/users", UserView.class);
    }

    UserView add(UserRequest request) {
        return rest.post("/users", request, UserView.class);
    }

    UserView change(String name, UserChange change) {
        return rest.patch("/users/" + Rest.segment(name), change, UserView.class);
    }

    List<TokenView> tokens(String owner) {
        return rest.list("/tokens" + (owner == null ? "" : "?owner=" + Rest.segment(owner)), TokenView.class);
    }

    NewToken add(TokenRequest request) {
        return rest.post("/tokens", request, NewToken.class);
    }

    TokenView revoke(String id) {
        return rest.delete("/tokens/" + Rest.segment(id), TokenView.class);
    }

    /** A page of the console that logs whoever opens it in, once, within some minutes; never to be logged. */
    String logInPage() {
        return rest.post("/session/codes", null, Code.class).path();
    }
}
