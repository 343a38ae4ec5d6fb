"""Look at nodes, give them users, and take them out of and back into scheduling."""

import datetime
import time

from azure.batch import BatchClient, models
from azure.core.credentials import AzureNamedKeyCredential


def run(endpoint: str, account: str, key: str, prefix: str) -> list[str]:
    seen: list[str] = []
    pool_id = "dropin-pool"
    with BatchClient(endpoint, AzureNamedKeyCredential(account, key)) as client:
        nodes = sorted(client.list_nodes(pool_id), key=lambda node: node.id)
        seen.append(f"{len(nodes)} {nodes[0].is_dedicated}")
        node = client.get_node(pool_id, nodes[0].id, select=["id", "state", "schedulingState"])
        seen.append(f"{node.id == nodes[0].id} {node.scheduling_state}")

        user = f"{prefix.replace('-', '')}user"
        client.create_node_user(
            pool_id,
            node.id,
            models.BatchNodeUserCreateOptions(
                name=user,
                is_admin=True,
                expiry_time=datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=1),
                password="p4ss w0rd!",
            ),
        )
        client.replace_node_user(
            pool_id, node.id, user, models.BatchNodeUserReplaceOptions(password="0ther!word")
        )
        settings = client.get_node_remote_login_settings(pool_id, node.id)
        seen.append(f"{bool(settings.remote_login_ip_address)} {settings.remote_login_port > 0}")
        client.delete_node_user(pool_id, node.id, user)

        client.disable_node_scheduling(
            pool_id,
            node.id,
            models.BatchNodeDisableSchedulingOptions(
                node_disable_scheduling_option=models.BatchNodeDisableSchedulingOption.REQUEUE
            ),
        )
        deadline = time.monotonic() + 60
        while client.get_node(pool_id, node.id).scheduling_state != models.SchedulingState.DISABLED:
            if time.monotonic() > deadline:
                raise TimeoutError("the node still takes tasks")
            time.sleep(0.1)
        client.enable_node_scheduling(pool_id, node.id)
        seen.append(f"{client.get_node(pool_id, node.id).scheduling_state is models.SchedulingState.ENABLED}")
        seen.append(
            f"{[extension.provisioning_state for extension in client.list_node_extensions(pool_id, node.id)]}"
        )
    return seen
