"""Fills moto with keys and clusters by boto3, and prints as JSON what boto3 reads back of them.

Usage: fill.py ENDPOINT REGION REGION
"""

import json
import sys

import boto3

ENDPOINT, HOME, OTHER = sys.argv[1:4]


def client(service, region):
    return boto3.client(
        service,
        region_name=region,
        endpoint_url=ENDPOINT,
        aws_access_key_id="testing",
        aws_secret_access_key="testing",
    )


def make_keys(region):
    kms = client("kms", region)

    def create(description, **more):
        settings = {"KeyUsage": "ENCRYPT_DECRYPT", **more}
        return kms.create_key(Description=description, **settings)["KeyMetadata"]["KeyId"]

    payments = create("Payments", Tags=[{"TagKey": "Owner", "TagValue": "payments"}])
    kms.create_alias(AliasName="alias/payments", TargetKeyId=payments)
    kms.create_alias(AliasName="alias/zahlung/haupt", TargetKeyId=payments)
    kms.enable_key_rotation(KeyId=payments)

    once = create("Rotated once", Tags=[{"TagKey": "owner", "TagValue": "treasury"}, {"TagKey": "stage", "TagValue": ""}])
    kms.rotate_key_on_demand(KeyId=once)

    often = create("Rotated three times")
    for _ in range(3):
        kms.rotate_key_on_demand(KeyId=often)

    create("RSA signing", KeySpec="RSA_4096", KeyUsage="SIGN_VERIFY")
    create("ECC signing", KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")
    create("MAC", KeySpec="HMAC_256", KeyUsage="GENERATE_VERIFY_MAC")
    create("Imported", Origin="EXTERNAL")

    disabled = create("Disabled")
    kms.disable_key(KeyId=disabled)
    kms.schedule_key_deletion(KeyId=create("Leaving"), PendingWindowInDays=7)


def make_family():
    kms = client("kms", HOME)
    primary = kms.create_key(
        Description="Everywhere", KeyUsage="ENCRYPT_DECRYPT", MultiRegion=True
    )["KeyMetadata"]["KeyId"]
    kms.create_alias(AliasName="alias/everywhere", TargetKeyId=primary)
    kms.replicate_key(KeyId=primary, ReplicaRegion=OTHER, Description="Everywhere, too")


def make_odd_key():
    """Of a key whose usage nobody named, moto answers none, as AWS never does."""
    client("kms", HOME).create_key(Description="Without usage")


def make_clusters():
    tags = [{"Key": "Owner", "Value": "hardware"}]
    client("cloudhsmv2", HOME).create_cluster(HsmType="hsm1.medium", SubnetIds=["subnet-1"], TagList=tags)
    client("cloudhsmv2", OTHER).create_cluster(HsmType="hsm2m.medium", SubnetIds=["subnet-2"])


def tags_of(kms, key_id):
    return [{"key": tag["TagKey"], "value": tag["TagValue"]} for tag in kms.list_resource_tags(KeyId=key_id)["Tags"]]


def read_keys(region):
    kms = client("kms", region)
    aliases = kms.list_aliases()["Aliases"]
    for listed in kms.list_keys()["Keys"]:
        key_id = listed["KeyId"]
        metadata = kms.describe_key(KeyId=key_id)["KeyMetadata"]
        family = metadata.get("MultiRegionConfiguration")
        rotates = metadata["KeySpec"] == "SYMMETRIC_DEFAULT"
        yield {
            "arn": listed["KeyArn"],
            "keyId": key_id,
            "account": metadata["AWSAccountId"],
            "region": region,
            "aliases": sorted(one["AliasName"] for one in aliases if one.get("TargetKeyId") == key_id),
            "manager": metadata["KeyManager"],
            "state": metadata["KeyState"],
            "spec": metadata["KeySpec"],
            "usage": metadata.get("KeyUsage"),
            "origin": metadata["Origin"],
            "description": metadata["Description"],
            "createdAt": metadata["CreationDate"].timestamp(),
            "deletionDate": metadata["DeletionDate"].timestamp() if "DeletionDate" in metadata else None,
            "multiRegion": family
            and {
                "role": family["MultiRegionKeyType"],
                "primaryArn": family["PrimaryKey"]["Arn"],
                "replicaArns": sorted(one["Arn"] for one in family["ReplicaKeys"]),
            },
            "tags": tags_of(kms, key_id),
            "rotationEnabled": kms.get_key_rotation_status(KeyId=key_id)["KeyRotationEnabled"] if rotates else None,
            "rotations": [one["RotationDate"].timestamp() for one in kms.list_key_rotations(KeyId=key_id)["Rotations"]]
            if rotates
            else None,
        }


def read_clusters(region):
    for cluster in client("cloudhsmv2", region).describe_clusters()["Clusters"]:
        yield {
            "id": cluster["ClusterId"],
            "region": region,
            "state": cluster["State"],
            "hsmType": cluster["HsmType"],
            "mode": cluster.get("Mode"),
            "hsms": len(cluster["Hsms"]),
            "tags": [{"key": tag["Key"], "value": tag["Value"]} for tag in cluster["TagList"]],
        }


for place in (HOME, OTHER):
    make_keys(place)
make_family()
make_odd_key()
make_clusters()
# Moto keeps one record for a family: once its replica was described, the primary is called a replica too. Whoever
# reads after this sees the same.
list(read_keys(OTHER))
json.dump(
    {
        "keys": [key for place in (HOME, OTHER) for key in read_keys(place)],
        "clusters": [cluster for place in (HOME, OTHER) for cluster in read_clusters(place)],
    },
    sys.stdout,
)
