"""What an account offers: applications, images, usage."""

from azure.batch import BatchClient, models
from azure.core.credentials import AzureNamedKeyCredential
from azure.core.exceptions import ResourceNotFoundError


def run(endpoint: str, account: str, key: str, prefix: str) -> list[str]:
    seen: list[str] = []
    with BatchClient(endpoint, AzureNamedKeyCredential(account, key)) as client:
        seen.append(f"{[application.id for application in client.list_applications(max_results=5)]}")
        try:
            client.get_application(f"{prefix}-none")
        except ResourceNotFoundError as error:
            seen.append(f"{error.status_code}")
        images = list(client.list_supported_images(filter="osType eq 'linux'"))
        seen.append(f"{bool(images)} {all(image.os_type == models.OSType.LINUX for image in images)}")
        verified = [
            image for image in images if image.verification_type == models.ImageVerificationType.VERIFIED
        ]
        seen.append(f"{all(image.node_agent_sku_id and image.image_reference.offer for image in verified)}")
        usage = client.list_pool_usage_metrics(max_results=5)
        seen.append(f"{[metric.pool_id for metric in usage]}")
    return seen
